import { crc32 } from "node:zlib";
import { zlibSync } from "fflate";
import type { ConnectorRole } from "../generator/model/model.ts";
import { iconSize } from "./facts.ts";

/** The background of the icon and of the connector's card: `#rrggbb`. */
export const brandColor = "#0b5cab";

const white = [255, 255, 255] as const;
const blue = [11, 92, 171] as const;

/**
 * The icon of a connector as PNG. Referrals: two rings that meet, two parties of one deal. Events: a dot that sends
 * two waves. Drawn by distance, so that the edges are smooth.
 */
export function drawIcon(role: ConnectorRole): Uint8Array {
  const covers = role === "referrals" ? rings : waves;
  const rows = new Uint8Array(iconSize * (1 + iconSize * 3));
  for (let y = 0; y < iconSize; y += 1) {
    for (let x = 0; x < iconSize; x += 1) {
      const share = covers(x + 0.5, y + 0.5);
      const at = y * (1 + iconSize * 3) + 1 + x * 3;
      for (const channel of [0, 1, 2] as const) {
        rows[at + channel] = Math.round(blue[channel] + (white[channel] - blue[channel]) * share);
      }
    }
  }
  return png(iconSize, rows);
}

/** How much of a pixel is white, from 0 to 1. */
type Shape = (x: number, y: number) => number;

const ring = (
  x: number,
  y: number,
  centreX: number,
  centreY: number,
  radius: number,
  width: number,
): number => clamp(width / 2 + 0.5 - Math.abs(Math.hypot(x - centreX, y - centreY) - radius));

const rings: Shape = (x, y) => Math.max(ring(x, y, 38, 50, 19, 8), ring(x, y, 62, 50, 19, 8));

const waves: Shape = (x, y) => {
  const dot = clamp(9.5 - Math.hypot(x - 30, y - 70));
  const isInCone = x >= 30 && y <= 70;
  return isInCone ? Math.max(dot, ring(x, y, 30, 70, 24, 8), ring(x, y, 30, 70, 42, 8)) : dot;
};

const clamp = (share: number): number => Math.min(1, Math.max(0, share));

/** 8 bits a channel, RGB, no filter (PNG specification, second edition). */
function png(size: number, rows: Uint8Array): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, size);
  view.setUint32(4, size);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return join([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", zlibSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = join([new TextEncoder().encode(type), data]);
  const frame = new Uint8Array(8);
  const view = new DataView(frame.buffer);
  view.setUint32(0, data.length);
  view.setUint32(4, crc32(body));
  return join([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
