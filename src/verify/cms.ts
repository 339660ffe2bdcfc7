import { fromBER } from "asn1js";
import {
  Certificate,
  ContentInfo,
  SignedData,
  SignedDataVerifyError,
  type RelativeDistinguishedNames,
  type SignerInfo,
} from "pkijs";
import type { SignatureState } from "./pdf-facts.ts";

/** What a detached CMS signature says. */
export interface CmsVerdict {
  readonly state: Exclude<SignatureState, "range">;
  readonly signer: string | undefined;
  /** ISO date the signing program put into the signature. */
  readonly date: string | undefined;
}

const unknown: CmsVerdict = { state: "unknown", signer: undefined, date: undefined };
const commonName = "2.5.4.3";
const organization = "2.5.4.10";
const signingTime = "1.2.840.113549.1.9.5";
/** SHA-1 and MD5: documents that share such a digest can be made on purpose. */
const weakDigests = new Set(["1.3.14.3.2.26", "1.2.840.113549.2.5"]);

/** Whether the signature belongs to exactly these bytes and to the certificate in it. Never throws. */
export async function verifyCms(contents: Uint8Array, signed: Uint8Array): Promise<CmsVerdict> {
  try {
    const cms = signedDataIn(contents);
    const [signerInfo, second] = cms.signerInfos;
    // Content of its own would be what is signed, in place of the file.
    if (!signerInfo || second || cms.encapContentInfo.eContent !== undefined) return unknown;
    if (weakDigests.has(signerInfo.digestAlgorithm.algorithmId)) return unknown;
    const { state, certificate } = await verdictOn(cms, signed);
    return { state, signer: certificate && nameOf(certificate.subject), date: dateOf(signerInfo) };
  } catch {
    return unknown;
  }
}

/** Behind the signature, zeros fill the room kept for it. */
function signedDataIn(contents: Uint8Array): SignedData {
  const { offset, result } = fromBER(contents);
  if (offset < 0) throw new Error("no CMS");
  return new SignedData({ schema: new ContentInfo({ schema: result }).content });
}

async function verdictOn(
  cms: SignedData,
  signed: Uint8Array,
): Promise<{ state: CmsVerdict["state"]; certificate: Certificate | undefined }> {
  try {
    const data = new Uint8Array(signed).buffer;
    const result = await cms.verify({ signer: 0, data, checkChain: false, extendedMode: true });
    const certificate = result.signerCertificate ?? undefined;
    return { state: result.signatureVerified === true ? "valid" : "key", certificate };
  } catch (error) {
    if (!(error instanceof SignedDataVerifyError)) throw error;
    const state = error.message.includes("digest doesn't match") ? "bytes" : "unknown";
    return { state, certificate: error.signerCertificate ?? undefined };
  }
}

function nameOf({ typesAndValues }: RelativeDistinguishedNames): string | undefined {
  const text = (wanted: string): string | undefined => {
    const value: unknown = typesAndValues.find(({ type }) => type === wanted)?.value.valueBlock.value;
    return typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, 200) : undefined;
  };
  return text(commonName) ?? text(organization);
}

function dateOf({ signedAttrs }: SignerInfo): string | undefined {
  const time = signedAttrs?.attributes.find(({ type }) => type === signingTime)?.values[0] as
    { toDate?: () => Date } | undefined;
  return time?.toDate?.().toISOString().slice(0, 10);
}
