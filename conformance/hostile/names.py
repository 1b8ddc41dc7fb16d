"""Names to which an issuer's certificate limits those below it (RFC 5280 4.2.1.10),
whether it says so in a critical extension or not. The files are as they should be."""

import asyncio

from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from . import office
from .case import Case
from .messages import attribute
from .raw import base


def named(*parts):
    kinds = {"O": NameOID.ORGANIZATION_NAME, "OU": NameOID.ORGANIZATIONAL_UNIT_NAME, "CN": NameOID.COMMON_NAME, "E": NameOID.EMAIL_ADDRESS}
    return x509.Name([x509.NameAttribute(kinds[k], v) for k, v in (p.split("=") for p in parts)])


def directory(*parts):
    return x509.DirectoryName(named(*parts))


COUNTY, OTHER = directory("O=County"), directory("O=Other")
OFFICE = ("O=County", "CN=Office")
MAIL = x509.RFC822Name

# permitted, excluded, the signer's name and further names, and whether that is right.
CASES = {
    "permitted": ([COUNTY], None, OFFICE, (), True),
    "not-permitted": ([OTHER], None, OFFICE, (), False),
    "one-of-two": ([OTHER, COUNTY], None, OFFICE, (), True),
    "excluded": (None, [COUNTY], OFFICE, (), False),
    "another-excluded": (None, [OTHER], OFFICE, (), True),
    "permitted-and-excluded": ([COUNTY], [directory(*OFFICE)], OFFICE, (), False),
    "permitted-but-another": ([COUNTY], [directory("O=County", "CN=Court")], OFFICE, (), True),
    "other-case": ([directory("O=COUNTY")], None, OFFICE, (), True),
    "excluded-other-case": (None, [directory("O=  county ")], OFFICE, (), False),
    "shorter": ([directory("O=County", "OU=Hall")], None, OFFICE, (), False),
    "other-order": ([directory("CN=Office")], None, OFFICE, (), False),
    "longer": ([directory("O=County", "OU=Hall")], None, ("O=County", "OU=Hall", "CN=Office"), (), True),
    "begins-so": ([directory("O=Count")], None, OFFICE, (), False),
    "further-name": ([COUNTY], None, OFFICE, (directory("O=Other"),), False),
    "further-name-within": ([COUNTY], None, OFFICE, (directory("O=County", "CN=Seal"),), True),
    "mail": ([MAIL("county.example")], None, OFFICE, (MAIL("a@county.example"),), True),
    "mail-elsewhere": ([MAIL("county.example")], None, OFFICE, (MAIL("a@other.example"),), False),
    "mail-excluded": (None, [MAIL("county.example")], OFFICE, (MAIL("a@county.example"),), False),
    "mail-in-the-name": ([MAIL("county.example")], None, (*OFFICE, "E=a@county.example"), (), True),
    "mail-elsewhere-in-the-name": ([MAIL("county.example")], None, (*OFFICE, "E=a@other.example"), (), False),
    "mail-none": ([MAIL("county.example")], None, OFFICE, (), True),
    "server": ([x509.DNSName("county.example")], None, OFFICE, (x509.DNSName("www.county.example"),), True),
    "server-elsewhere": ([x509.DNSName("county.example")], None, OFFICE, (x509.DNSName("www.other.example"),), False),
    "everything": ([x509.DirectoryName(x509.Name([]))], None, OFFICE, (), True),
    "everything-excluded": (None, [x509.DirectoryName(x509.Name([]))], OFFICE, (), False),
}


def certificate(subject, number, issuer, by, *extensions):
    """A certificate for a key; by is the number of the issuer's."""
    b = (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(office.key(number).public_key())
         .serial_number(5000 + number).not_valid_before(office.NOW - office.DAY).not_valid_after(office.NOW + 30 * office.DAY))
    for e, critical in extensions:
        b = b.add_extension(e, critical)
    return b.sign(office.key(by), hashes.SHA256())


def authority(subject, number, issuer, by, *extensions):
    return certificate(subject, number, issuer, by, (x509.BasicConstraints(True, None), True), office.usage("key_cert_sign", "crl_sign"), *extensions)


def closer(leaf, *between):
    """A signature value by a certificate of signer 2's key, with what stands between
    it and the root."""
    store = SimpleCertificateStore()
    store.register_multiple(office.theirs(c) for c in between)
    signer = signers.SimpleSigner(office.theirs(leaf), office.their_key(2), store)

    def close(der):
        digest = attribute(cms.ContentInfo.load(der)["content"]["signer_infos"][0], "message_digest")["values"][0].native
        return asyncio.run(signer.async_sign(digest, "sha256", use_pades=True)).dump()
    return close


def leaf(subject, issuer, by, further=()):
    more = [(x509.SubjectAlternativeName(further), False)] if further else []
    return certificate(named(*subject), 2, issuer, by, office.usage("digital_signature"), *more)


def below(limits, critical, subject, further, second):
    """The signer below an issuer with limits, or below one more."""
    top = office.name("Hostile Root")
    first = authority(named("O=County", "CN=Issuer"), 11, top, 1, (limits, critical))
    if not second:
        return closer(leaf(subject, first.subject, 11, further), first)
    then = authority(named(*second), 12, first.subject, 11)
    return closer(leaf(subject, then.subject, 12, further), then, first)


def cases():
    for critical in (True, False):
        for name, (permitted, excluded, subject, further, accept) in CASES.items():
            limits = x509.NameConstraints(permitted, excluded)
            close = below(limits, critical, subject, further, None)
            kind = "honest" if accept else "B"
            tail = "-critical" if critical else ""
            yield Case(f"names-{name}{tail}", base().sign(2, closer=close).data, accept, kind)
            yield Case(f"names-{name}{tail}+B", base().sign(2, closer=close).sign(3).data, accept, kind)
        for name, second, accept in (("issuer-within", ("O=County", "CN=Second"), True), ("issuer-elsewhere", ("O=Other", "CN=Second"), False)):
            close = below(x509.NameConstraints([COUNTY], None), critical, OFFICE, (), second)
            yield Case(f"names-{name}{'-critical' if critical else ''}", base().sign(2, closer=close).data, accept, "honest" if accept else "B")
