const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const checksumLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/**
 * The 18-character form of a 15-character id: three letters, each saying which of five characters are capitals
 * [Salesforce: "What are the ID formats"].
 */
export function withChecksum(id: string): string {
  let suffix = "";
  for (let block = 0; block < 3; block += 1) {
    let flags = 0;
    for (let position = 0; position < 5; position += 1) {
      const character = id.charCodeAt(block * 5 + position);
      if (character >= 65 && character <= 90) flags |= 1 << position;
    }
    suffix += checksumLetters.charAt(flags);
  }
  return id + suffix;
}

/** The 18-character form of a text that has the form of an id; undefined when it has not. */
export function normaliseId(text: string): string | undefined {
  if (text.length === 18) {
    const exact = withChecksum(text.slice(0, 15));
    if (exact === text) return text;
    return /^[0-9A-Za-z]{15}[A-Za-z0-5]{3}$/.test(text) ? restoreCase(text) : undefined;
  }
  if (text.length === 15 && /^[0-9A-Za-z]{15}$/.test(text)) return withChecksum(text);
  return undefined;
}

/** An 18-character id identifies its record in any case: the checksum says which letters are capitals. */
function restoreCase(text: string): string | undefined {
  const suffix = text.slice(15).toUpperCase();
  let id = "";
  for (let position = 0; position < 15; position += 1) {
    const flags = checksumLetters.indexOf(suffix.charAt(Math.floor(position / 5)));
    if (flags < 0) return undefined;
    const character = text.charAt(position);
    id += flags & (1 << (position % 5)) ? character.toUpperCase() : character.toLowerCase();
  }
  return withChecksum(id).slice(15) === suffix ? id + suffix : undefined;
}

/** Numbers records as Salesforce does: key prefix, instance, and a counter in base 62. */
export class IdSource {
  readonly #instance: string;
  readonly #counters = new Map<string, number>();
  readonly #start: number;

  constructor(seed: number) {
    const spread = mix(seed);
    this.#instance = base62(spread % 3844, 2);
    this.#start = 1 + (Math.floor(spread / 3844) % 60_000);
  }

  next(keyPrefix: string): string {
    const count = this.#counters.get(keyPrefix) ?? this.#start;
    this.#counters.set(keyPrefix, count + 1);
    return withChecksum(`${keyPrefix}${this.#instance}0${base62(count, 9)}`);
  }
}

/** An organization id; the last characters differ between an org and its sandbox copies. */
export function organizationId(seed: number, copy: number): string {
  const spread = mix(seed * 31 + copy * 7919 + 17);
  return withChecksum(
    `00D${base62(spread % 3844, 2)}0${base62(spread, 6)}${base62(mix(spread) % 238_328, 3)}`,
  );
}

function base62(value: number, width: number): string {
  let rest = value;
  let text = "";
  for (let position = 0; position < width; position += 1) {
    text = digits.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** Spreads small seeds over 32 bits. */
function mix(seed: number): number {
  let value = (seed ^ 0x9e3779b9) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35) >>> 0;
  return (value ^ (value >>> 16)) >>> 0;
}
