export interface Part {
  readonly name: string;
  /** The media type, without its parameters. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The parts of a multipart body in which a character stands for a byte [RFC 2046]. */
export function readMultipart(contentType: string, body: string): readonly Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return [];
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((text) => {
      const end = text.indexOf("\r\n\r\n");
      const head = text.slice(0, end);
      return {
        name: /name="([^"]*)"/i.exec(head)?.[1] ?? "",
        type: (/content-type:\s*([^\s;]+)/i.exec(head)?.[1] ?? "text/plain").toLowerCase(),
        bytes: Buffer.from(text.slice(end + 4, -2), "latin1"),
      };
    });
}
