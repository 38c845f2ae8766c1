import { createPrivateKey, createSign, type KeyObject } from "node:crypto";
import { certificatePath, webhooksHost } from "../facts.ts";
import { signingKey } from "./signing-key.ts";

let key: KeyObject | undefined;

/**
 * The headers that prove a notification: RSA (PKCS#1 v1.5) with SHA-256 over the body as sent. Flows register with
 * `signatureTokenToMsSignatureHeader`, because `Authorization` would clash with the trigger's own.
 */
export function signedHeaders(text: string, inMsSignatureHeader: boolean): Readonly<Record<string, string>> {
  key ??= createPrivateKey(signingKey);
  const signature = `Signature ${createSign("RSA-SHA256").update(text, "utf8").sign(key, "base64")}`;
  return {
    "content-type": "application/json",
    [inMsSignatureHeader ? "x-ms-signature" : "authorization"]: signature,
    "x-ms-certificate-url": `https://${webhooksHost}${certificatePath}`,
    "x-ms-signature-algorithm": "rsa-sha256",
  };
}
