"""Judges the signatures: signs the PDF in every way that the program offers,
and asks poppler, pyHanko and veraPDF about the signed files and about tampered
ones."""

import asyncio
import datetime
import functools
import http.server
import json
import logging
import re
import threading

from .tools import call
from .verdict import Missing, NotPresent, judge

DAY = datetime.timedelta(days=1)
PASSPHRASE = "conformance"
FIRST = "2020"  # the sample that is judged in every way


def name(text):
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certificate(subject, key, issuer, issuer_key, *extensions):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    now = datetime.datetime.now(datetime.timezone.utc)
    builder = (x509.CertificateBuilder().subject_name(name(subject)).issuer_name(name(issuer)).public_key(key.public_key())
               .serial_number(x509.random_serial_number()).not_valid_before(now - DAY).not_valid_after(now + 30 * DAY))
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(issuer_key, hashes.SHA256())


@functools.cache
def office(folder):
    """A root, two signers and a time stamp service, as files."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import pkcs12
    from cryptography.x509.oid import ExtendedKeyUsageOID

    def usage(**on):
        every = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
                 "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
        return x509.KeyUsage(**{k: on.get(k, False) for k in every}), True

    folder.mkdir(parents=True, exist_ok=True)
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = certificate("Test Root", root_key, "Test Root", root_key, (x509.BasicConstraints(True, None), True), usage(key_cert_sign=True, crl_sign=True))
    (folder / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    now = datetime.datetime.now(datetime.timezone.utc)
    none_revoked = (x509.CertificateRevocationListBuilder().issuer_name(name("Test Root")).last_update(now - DAY).next_update(now + 20 * DAY)
                    .add_extension(x509.CRLNumber(1), False).sign(root_key, hashes.SHA256()))
    (folder / "root.crl").write_bytes(none_revoked.public_bytes(serialization.Encoding.DER))
    for kind, key in (("rsa", rsa.generate_private_key(65537, 2048)), ("ecdsa", ec.generate_private_key(ec.SECP256R1()))):
        cert = certificate(f"测试局 {kind}", key, "Test Root", root_key, usage(digital_signature=True, content_commitment=True))
        (folder / f"{kind}.p12").write_bytes(pkcs12.serialize_key_and_certificates(
            b"office", key, cert, [root], serialization.BestAvailableEncryption(PASSPHRASE.encode())))
    tsa_key = rsa.generate_private_key(65537, 2048)
    tsa = certificate("Test TSA", tsa_key, "Test Root", root_key, usage(digital_signature=True),
                      (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True))
    return tsa, tsa_key


def dummy(folder):
    """A time stamp service of pyHanko's."""
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives import serialization
    from pyhanko.sign.timestamps import DummyTimeStamper

    cert, key = office(folder)
    return DummyTimeStamper(
        x509.Certificate.load(cert.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())))


@functools.cache
def stamper(folder):
    """Its address on loopback."""
    from asn1crypto import tsp

    service = dummy(folder)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = asyncio.run(service.async_request_tsa_response(request)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def seal(folder):
    """A red ring with a transparent ground."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (600, 600), (255, 255, 255, 0))
    ImageDraw.Draw(picture).ellipse((6, 6, 593, 593), outline=(220, 0, 0, 230), width=18)
    picture.save(folder / "seal.png")
    return folder / "seal.png"


@functools.cache
def signed(sample_pdf, root, folder):
    """What was signed how: description -> file."""
    try:
        import pyhanko  # noqa: F401
    except ImportError as e:
        raise Missing("pyHanko is not installed") from e
    office(folder)
    stamped, picture = ("--tsa", stamper(folder)), ("--seal", seal(folder))
    sealable = sample_pdf
    if sample_pdf.is_relative_to(root / "out"):
        sealable = root / "out" / "sealed" / sample_pdf.relative_to(root / "out")
    else:  # a copy that a spoiler made: no place for a seal is kept there
        picture = (*picture, "--place", "1,120,200")
    files = {}
    for what, source, key, options in (
        ("RSA", sample_pdf, "rsa", ()),
        ("ECDSA", sample_pdf, "ecdsa", ()),
        ("RSA, seal", sealable, "rsa", picture),
        ("ECDSA, seal, time stamp", sealable, "ecdsa", (*picture, *stamped)),
        ("twice", "ECDSA, seal, time stamp", "rsa", stamped),
    ):
        target = folder / (re.sub(r"\W+", "-", what) + ".pdf")
        done = call(root / "bin" / "nianbao", "sign", files.get(source, source), "--key", folder / f"{key}.p12", "-o", target,
                    *options, env={"NIANBAO_PASSPHRASE": PASSPHRASE})
        if done.returncode:
            raise RuntimeError(f"{what}: {done.stderr}")
        files[what] = target
    return files


def spots(data, n):
    """Places spread evenly over a file."""
    return [i * len(data) // n for i in range(n)]


def place(sample):
    """The folder of what is signed; controls sign other files."""
    return sample.scratch / "signatures" / sample.pdf.stem


def variants(sample, by=None):
    """The signed files, tampered with where a control wants it."""
    folder = place(sample)
    files = (by or signed)(sample.pdf, sample.root, folder)
    if sample.name != FIRST:  # how a file is signed does not depend on the report; its seal and its claims do
        files = {what: files[what] for what in ("ECDSA, seal, time stamp",) if what in files}
    spot = sample.edits.get("spot")
    if spot is None:
        return files
    changed = {}
    for what, file in files.items():
        data = bytearray(file.read_bytes())
        data[spot(data)] ^= 1
        changed[what] = folder / f"tampered-{file.name}"
        changed[what].write_bytes(data)
    return changed


def flip(spot):
    """A spoiler that changes one byte of the signed files."""
    return lambda sample, _: sample.spoiled(edits={**sample.edits, "spot": spot})


def in_text(data):
    return data.index(b"stream\n") + 50


def in_signature(data):
    return data.index(b"/Contents <") + 900


SPOILERS = {"byte_changed_in_text": flip(in_text), "byte_changed_in_signature": flip(in_signature)}


def trust(sample):
    return place(sample) / "root.pem"


def pdfsig_says(file):
    said = call("pdfsig", "-nocert", file).stdout
    return re.findall(r"Signature Validation: (.*)", said), said


@judge("signed: pdfsig", "pdf", **SPOILERS)
def pdfsig(sample):
    complaints = []
    for what, file in variants(sample).items():
        verdicts, said = pdfsig_says(file)
        want = 2 if what == "twice" else 1
        if verdicts != ["Signature is Valid."] * want:
            complaints.append(f"{what}: {verdicts}")
        if said.count("ETSI.CAdES.detached") != want or "Total document signed" not in said:
            complaints.append(f"{what}: {said.splitlines()}")
    return complaints


def pyhanko_says(file, root):
    """Complaints of pyHanko about each signature."""
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    logging.disable(logging.CRITICAL)  # it tells twice what it finds
    said = []
    with open(file, "rb") as f:
        signatures = PdfFileReader(f).embedded_signatures
        for s in signatures:
            context = ValidationContext(trust_roots=[load_cert_from_pemder(root)], allow_fetching=False)
            status = validate_pdf_signature(s, context)
            stamp = status.timestamp_validity
            if not status.bottom_line:
                said.append(f"{s.field_name}: {status.summary()}")
            if s.field_name == signatures[-1].field_name and status.coverage.name != "ENTIRE_FILE":
                said.append(f"{s.field_name}: covers {status.coverage.name}")
            if "stamp" in str(file) and not (stamp and stamp.valid and stamp.trusted):
                said.append(f"{s.field_name}: time stamp {stamp}")
    return said or ([] if signatures else ["no signature"])


@judge("signed: pyHanko", "pdf", **SPOILERS)
def pyhanko(sample):
    complaints = []
    for what, file in variants(sample).items():
        try:
            complaints += [f"{what}: {line}" for line in pyhanko_says(file, trust(sample))]
        except Exception as e:
            complaints.append(f"{what}: {type(e).__name__}: {e}")
    return complaints


def own(sample, *files):
    """What nianbao verify says of files."""
    done = call(sample.root / "bin" / "nianbao", "verify", "--lang", "en", "--json", "--trust", trust(sample), "--trust-tsa", trust(sample), *files)
    return json.loads(done.stdout)["files"]


@judge("signed: nianbao verify", "pdf", **SPOILERS)
def verify(sample):
    files = variants(sample)
    complaints = []
    for what, said in zip(files, own(sample, *files.values())):
        if not said["ok"]:
            complaints.append(f"{what}: {said['problems']} {[s['problems'] for s in said['signatures']]}")
    return complaints


@functools.cache
def lasting(sample_pdf, root, folder):
    """What was signed for the long term (PAdES B-LTA): description -> file."""
    ours = signed(sample_pdf, root, folder)
    files = {}
    for what, source, key in (("long term", sample_pdf, "rsa"), ("twice, long term", ours["ECDSA"], "ecdsa")):
        files[what] = folder / (re.sub(r"\W+", "-", what) + ".pdf")
        done = call(root / "bin" / "nianbao", "sign", source, "--key", folder / f"{key}.p12", "-o", files[what], "--tsa", stamper(folder),
                    "--crl", folder / "root.crl", "--issuer", folder / "root.pem", env={"NIANBAO_PASSPHRASE": PASSPHRASE})
        if done.returncode:
            raise RuntimeError(f"{what}: {done.stderr}")
    return files


def pyhanko_says_later(file, root):
    """Complaints of pyHanko about the last signature, for the long term (ETSI
    EN 319 102-1, validation of B-LTA)."""
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.ades.report import AdESPassed
    from pyhanko.sign.validation.ades import ades_lta_validation
    from pyhanko.sign.validation.policy_decl import PdfSignatureValidationSpec, SignatureValidationSpec
    from pyhanko_certvalidator.context import CertValidationPolicySpec
    from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
    from pyhanko_certvalidator.registry import SimpleTrustManager

    logging.disable(logging.CRITICAL)
    trust = SimpleTrustManager.build(trust_roots=[load_cert_from_pemder(root)])
    policy = CertValidationPolicySpec(trust_manager=trust, revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO))
    with open(file, "rb") as f:
        last = PdfFileReader(f).embedded_regular_signatures[-1]
        result = asyncio.run(ades_lta_validation(last, PdfSignatureValidationSpec(SignatureValidationSpec(policy))))
    return [] if result.ades_subindic == AdESPassed.OK else [f"{last.field_name}: {result.ades_subindic} {result.failure_msg}"]


@judge("signed: for the long term", "pdf", **SPOILERS)
def long_term(sample):
    """The last signature can be checked when its certificate has expired."""
    once(sample)
    complaints = []
    files = variants(sample, lasting)
    for (what, file), said in zip(files.items(), own(sample, *files.values())):
        levels = [s.get("level") for s in said["signatures"]]
        if not said["ok"] or levels[-2:] != ["PAdES B-LTA", "TIMESTAMP"]:
            complaints.append(f"{what}: {levels} {said['problems']} {[s['problems'] for s in said['signatures']]}")
        try:
            complaints += [f"{what}: pyHanko: {line}" for line in pyhanko_says_later(file, trust(sample))]
        except Exception as e:
            complaints.append(f"{what}: pyHanko: {type(e).__name__}: {e}")
        verdicts, _ = pdfsig_says(file)
        if set(verdicts[:-1]) != {"Signature is Valid."}:
            complaints.append(f"{what}: pdfsig: {verdicts}")
    return complaints


@functools.cache
def theirs(sample_pdf, root, folder):
    """What pyHanko signed, alone and together with us: description -> file."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    ours = signed(sample_pdf, root, folder)
    service, files = dummy(folder), {}
    signer = signers.SimpleSigner.load_pkcs12(folder / "rsa.p12", passphrase=PASSPHRASE.encode())

    def sign(what, source, **meta):
        with open(source, "rb") as f:
            stamper = service if "stamp" in what else None
            meta = signers.PdfSignatureMetadata(field_name="Theirs", subfilter=fields.SigSeedSubFilter.PADES, reason="发布", **meta)
            out = signers.sign_pdf(IncrementalPdfFileWriter(f), meta, signer, timestamper=stamper)
        files[what] = folder / ("theirs-" + re.sub(r"\W+", "-", what) + ".pdf")
        files[what].write_bytes(out.getvalue())

    sign("pyHanko", sample_pdf)
    sign("pyHanko, time stamp", sample_pdf)
    sign("ours, then pyHanko", ours["ECDSA"])
    sign("pyHanko certifies", sample_pdf, certify=True, docmdp_permissions=fields.MDPPerm.FILL_FORMS)
    files["pyHanko certifies, then ours"] = folder / "theirs-then-ours.pdf"
    done = call(root / "bin" / "nianbao", "sign", files["pyHanko certifies"], "--key", folder / "ecdsa.p12",
                "-o", files["pyHanko certifies, then ours"], env={"NIANBAO_PASSPHRASE": PASSPHRASE})
    if done.returncode:
        raise RuntimeError(done.stderr)
    return files


def once(sample):
    if sample.name != FIRST:
        raise NotPresent(f"judged on samples/{FIRST}.toml")


@judge("signed: by pyHanko", "pdf", **SPOILERS)
def by_pyhanko(sample):
    once(sample)
    files = variants(sample, theirs)
    complaints = []
    for what, said in zip(files, own(sample, *files.values())):
        if not said["ok"] or len(said["signatures"]) != 1 + ("then" in what):
            complaints.append(f"{what}: {said['problems']} {[s['problems'] for s in said['signatures']]}")
    return complaints


def untouched(sample, _):
    """The files are not tampered with, so nothing can be noticed."""
    return sample.spoiled(edits={**sample.edits, "untouched": True})


@judge("signed: tampered with", "pdf", not_tampered_with=untouched)
def tampered(sample):
    """A byte changed anywhere is noticed by us, and by us wherever another
    notices it."""
    once(sample)
    folder = place(sample) / "tampered"
    folder.mkdir(parents=True, exist_ok=True)
    files = signed(sample.pdf, sample.root, folder.parent)
    copies, complaints = [], []
    for what in ("RSA", "twice"):
        data = files[what].read_bytes()
        for spot in spots(data, 25):
            changed = bytearray(data)
            if "untouched" not in sample.edits:
                changed[spot] ^= 1
            copies.append(folder / f"{what}-{spot}.pdf")
            copies[-1].write_bytes(changed)
    for file, said in zip(copies, own(sample, *copies)):
        verdicts, _ = pdfsig_says(file)
        try:
            theirs = pyhanko_says(file, trust(sample))
        except Exception as e:
            theirs = [str(e)]
        wrong = [who for who, bad in (("pdfsig", not verdicts or set(verdicts) != {"Signature is Valid."}), ("pyHanko", theirs)) if bad]
        if said["ok"]:
            complaints.append(f"{file.name}: we notice nothing; noticed by: {wrong or 'nobody'}")
        file.unlink()
    return complaints


def claims_without_tree(sample, folder):
    """The source file without its structure tree: what is signed claims too much."""
    import pikepdf

    target = folder / "untagged.pdf"
    with pikepdf.open(sample.pdf) as pdf:
        del pdf.Root["/StructTreeRoot"]
        pdf.save(target)
    return sample.spoiled(pdf=target)


@judge("signed: veraPDF", "pdf", no_structure_tree=claims_without_tree)
def signed_claims(sample):
    from . import vera

    files = dict(variants(sample))
    if sample.name == FIRST:
        files |= lasting(sample.pdf, sample.root, place(sample))
    return [f"{what}: {line}" for what, file in files.items() for p in vera.claims(file)
            for line in vera.broken_rules(sample.spoiled(pdf=file), p)]


@judge("signed: qpdf --check", "pdf", byte_changed_in_text=flip(in_text))
def signed_qpdf(sample):
    from . import programs

    return [f"{what}: {line}" for what, file in variants(sample).items() for line in programs.qpdf(sample.spoiled(pdf=file))]
