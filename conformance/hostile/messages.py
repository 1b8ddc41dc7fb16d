"""Signature values that say something else than they should, and certificates
that are for something else. The files around them are as they should be."""

import asyncio
import hashlib

from asn1crypto import cms, core
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from . import office
from .case import Case
from .raw import base

TST_INFO = "1.2.840.113549.1.9.16.1.4"


def again(info):
    """Signs the attributes of a SignerInfo anew, by signer 2."""
    signed = info["signed_attrs"].untag().dump()
    info["signature"] = office.key(2).sign(signed, ec.ECDSA(hashes.SHA256()))


def changed(change, resign=True):
    """Signature values in which one thing is other than it should be."""
    def close(der):
        message = cms.ContentInfo.load(der)
        data = message["content"]
        info = data["signer_infos"][0]
        change(data, info)
        if resign:
            again(info)
        return message.dump(force=True)
    return close


def attribute(info, kind):
    return next(a for a in info["signed_attrs"] if a["type"].native == kind)


def without(kind):
    def change(data, info):
        info["signed_attrs"] = cms.CMSAttributes([a for a in info["signed_attrs"] if a["type"].native != kind])
    return changed(change)


def no_attributes(data, info):
    info["signed_attrs"] = None
    info["signature"] = office.key(2).sign(b"", ec.ECDSA(hashes.SHA256()))


def other_type(data, info):
    data["encap_content_info"]["content_type"] = TST_INFO
    data["version"] = "v3"
    attribute(info, "content_type")["values"] = [TST_INFO]


def only_outside(data, info):
    data["encap_content_info"]["content_type"] = TST_INFO
    data["version"] = "v3"


def twice(kind):
    def change(data, info):
        info["signed_attrs"] = cms.CMSAttributes([*info["signed_attrs"], attribute(info, kind)])
    return changed(change)


def two_values(data, info):
    a = attribute(info, "message_digest")
    a["values"] = [a["values"][0], core.OctetString(b"\0" * 32)]


def two_signers(data, info):
    data["signer_infos"] = cms.SignerInfos([info, info])


def no_signer(data, info):
    data["signer_infos"] = cms.SignerInfos([])


def other_digest(data, info):
    info["digest_algorithm"] = cms.DigestAlgorithm({"algorithm": "sha512"})


def weak_digest(data, info):
    for a in (info["digest_algorithm"], data["digest_algorithms"][0]):
        a["algorithm"] = "sha1"


def not_announced(data, info):
    data["digest_algorithms"] = cms.DigestAlgorithms([cms.DigestAlgorithm({"algorithm": "sha512"})])


def content_inside(data, info):
    data["encap_content_info"]["content"] = b"PAY 100"


def of_another(data, info):
    """A time stamp over something else, in the place of one over this."""
    token = cms.ContentInfo.load(office.token(hashlib.sha256(b"another signature").digest()))
    info["unsigned_attrs"] = cms.CMSAttributes([cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [token]})])


def two_stamps(data, info):
    token = cms.ContentInfo.load(office.token(hashlib.sha256(info["signature"].native).digest()))
    one = cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [token]})
    info["unsigned_attrs"] = cms.CMSAttributes([one, one])


def unknown_outside(data, info):
    info["unsigned_attrs"] = cms.CMSAttributes([cms.CMSAttribute({"type": "1.2.3.4", "values": [core.Integer(1)]})])


def certificate_of_another(data, info):
    data["certificates"] = cms.CertificateSet([cms.CertificateChoices("certificate", office.signer(3).signing_cert)])


MESSAGES = {
    "no-signed-attributes": changed(no_attributes, False), "content-type-of-stamps": changed(other_type), "content-type-outside": changed(only_outside),
    "no-content-type": without("content_type"), "no-message-digest": without("message_digest"), "no-certificate-named": without("signing_certificate_v2"),
    "digest-twice": twice("message_digest"), "content-type-twice": twice("content_type"), "digest-of-two-values": changed(two_values),
    "two-signers": changed(two_signers, False), "no-signer": changed(no_signer, False), "digest-other": changed(other_digest), "digest-weak": changed(weak_digest),
    "digest-not-announced": changed(not_announced), "content-inside": changed(content_inside, False), "stamp-of-another": changed(of_another, False),
    "stamps-twice": changed(two_stamps, False), "unknown-outside": changed(unknown_outside, False), "certificate-of-another": changed(certificate_of_another, False),
    "bytes-behind": lambda der: der + b"\x30\x00", "ber-behind": lambda der: der + der, "cut": lambda der: der[:-1] + bytes([der[-1] ^ 0xFF]),
}

SERVER, CLIENT = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH
DOCUMENTS = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
USES = {  # of extended key usages: whether they are a signer's
    "server": ([SERVER], False), "client": ([CLIENT], False), "server-client": ([SERVER, CLIENT], False), "stamping": ([ExtendedKeyUsageOID.TIME_STAMPING], False),
    "responder": ([ExtendedKeyUsageOID.OCSP_SIGNING], False), "ipsec": ([ExtendedKeyUsageOID.IPSEC_IKE], False), "smartcard": ([ExtendedKeyUsageOID.SMARTCARD_LOGON], False),
    "mail": ([ExtendedKeyUsageOID.EMAIL_PROTECTION], True), "client-mail": ([CLIENT, ExtendedKeyUsageOID.EMAIL_PROTECTION], True),
    "documents": ([DOCUMENTS], True), "code": ([ExtendedKeyUsageOID.CODE_SIGNING], True), "any": ([ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE], True),
}


def by(*extensions):
    """A signature value by another certificate of signer 2's key."""
    cert = office.certificate("Signer 2", 2, *extensions)
    signer = signers.SimpleSigner(office.theirs(cert), office.their_key(2), SimpleCertificateStore())

    def close(der):
        digest = attribute(cms.ContentInfo.load(der)["content"]["signer_infos"][0], "message_digest")["values"][0].native
        return asyncio.run(signer.async_sign(digest, "sha256", use_pades=True)).dump()
    return close


def cases():
    for name, close in MESSAGES.items():
        for form in ("table", "stream"):
            yield Case(f"message-{name}.{form}", base(form).sign(2, closer=close).data, False, "B")
    for name, (uses, accept) in USES.items():
        for critical in (True, False):
            close = by(office.usage("digital_signature", "content_commitment"), (x509.ExtendedKeyUsage(uses), critical))
            kind = "honest" if accept else "B"
            yield Case(f"use-{name}{'-critical' if critical else ''}", base().sign(2, closer=close).data, accept, kind)
            yield Case(f"use-{name}{'-critical' if critical else ''}+B", base().sign(2, closer=close).sign(3).data, accept, kind)
    for name, on in {"encipherment": ("key_encipherment",), "agreement": ("key_agreement",), "issuing": ("key_cert_sign", "crl_sign")}.items():
        yield Case(f"usage-{name}", base().sign(2, closer=by(office.usage(*on))).data, False, "B")
