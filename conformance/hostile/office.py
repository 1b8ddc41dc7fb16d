"""Who signs: a root, two signers and a time stamp authority. The keys are always
the same; they are for these files only."""

import asyncio
import datetime
import functools

from asn1crypto import keys, pem, x509 as asn1x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign import signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
DAY = datetime.timedelta(days=1)


STAMPER = 9


@functools.cache
def key(number):
    """The same every time, but for the stamper's: pyHanko's knows RSA only."""
    if number == STAMPER:
        return rsa.generate_private_key(65537, 2048)
    return ec.derive_private_key(1_000_003 * number + 7, ec.SECP256R1())


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def usage(*on):
    every = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{k: k in on for k in every}), True


def certificate(text, number, *extensions):
    b = (x509.CertificateBuilder().subject_name(name(text)).issuer_name(name("Hostile Root")).public_key(key(number).public_key())
         .serial_number(1000 + number).not_valid_before(NOW - DAY).not_valid_after(NOW + 30 * DAY))
    for e, critical in extensions:
        b = b.add_extension(e, critical)
    return b.sign(key(1), hashes.SHA256())


def theirs(cert):
    return asn1x509.Certificate.load(cert.public_bytes(serialization.Encoding.DER))


def their_key(number):
    return keys.PrivateKeyInfo.load(key(number).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))


ROOT = certificate("Hostile Root", 1, (x509.BasicConstraints(True, None), True), usage("key_cert_sign", "crl_sign"))


@functools.cache
def signer(number):
    cert = certificate(f"Signer {number}", number, usage("digital_signature", "content_commitment"))
    store = SimpleCertificateStore()
    return signers.SimpleSigner(theirs(cert), their_key(number), store)


@functools.cache
def stamper():
    cert = certificate("Stamper", STAMPER, usage("digital_signature"), (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True))
    return DummyTimeStamper(theirs(cert), their_key(STAMPER))


def root_pem():
    return ROOT.public_bytes(serialization.Encoding.PEM)


def message(number, digest):
    """A CMS signature of signer 2 or 3 over a SHA-256 digest."""
    signed = asyncio.run(signer(number).async_sign(digest, "sha256", use_pades=True))
    return signed.dump()


def token(digest):
    """A time stamp token over a SHA-256 digest."""
    return asyncio.run(stamper().async_timestamp(digest, "sha256")).dump()


def revocation_list():
    b = (x509.CertificateRevocationListBuilder().issuer_name(name("Hostile Root")).last_update(NOW - DAY).next_update(NOW + 30 * DAY))
    return b.sign(key(1), hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def der(number):
    if number == 1:
        return ROOT.public_bytes(serialization.Encoding.DER)
    return signer(number).signing_cert.dump()


def their_list():
    from asn1crypto import crl

    return crl.CertificateList.load(revocation_list())
