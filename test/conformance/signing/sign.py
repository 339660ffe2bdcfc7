"""Signs the empty signature fields of a PDF one after the other, each by another person, as signing programs do.

Usage: sign.py FONT.ttf IN.pdf OUT.pdf
Prints as JSON, for each signature in the order of signing, what pyHanko's validator says of it in the finished file.
"""

import datetime
import io
import json
import sys

from asn1crypto import keys, x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore


def key_usage():
    granted = {"digital_signature", "content_commitment", "key_cert_sign"}
    names = [
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    ]
    return x509.KeyUsage(**{name: name in granted for name in names})


def new_signer(name):
    """Somebody with a key and a certificate of their own making, valid for two days."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    day = datetime.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(key_usage(), critical=True)
        .sign(key, hashes.SHA256())
    )
    der, pkcs8, plain = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(certificate.public_bytes(der)),
        signing_key=keys.PrivateKeyInfo.load(key.private_bytes(der, pkcs8, plain)),
        cert_registry=SimpleCertificateStore(),
    )


def empty_fields(pdf):
    return [name for name, _, _ in fields.enumerate_sig_fields(PdfFileReader(io.BytesIO(pdf)), filled_status=False)]


def sign(pdf, field, signer, font):
    style = TextStampStyle(
        stamp_text="Unterschrieben von\n%(signer)s\n%(ts)s",
        text_box_style=TextBoxStyle(font=GlyphAccumulatorFactory(font), font_size=8),
        border_width=0,
    )
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES)
    signed = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    signers.PdfSigner(meta, signer=signer, stamp_style=style).sign_pdf(writer, output=signed)
    return signed.getvalue()


def judgement(signature, trusted):
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    status = validate_pdf_signature(signature, signer_validation_context=context)
    return {
        "field": signature.field_name,
        "valid": status.bottom_line,
        "coverage": status.coverage.name,
        "changedAfterwards": status.modification_level.name,
    }


def main(font, source, target):
    with open(source, "rb") as file:
        pdf = file.read()
    trusted = []
    for number, field in enumerate(empty_fields(pdf), 1):
        signer = new_signer(f"Testperson {number}")
        trusted.append(signer.signing_cert)
        pdf = sign(pdf, field, signer, font)
    with open(target, "wb") as file:
        file.write(pdf)
    signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    print(json.dumps([judgement(each, trusted) for each in signatures]))


main(*sys.argv[1:])
