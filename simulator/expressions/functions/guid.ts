import { invalid } from "./arguments.ts";

/** A GUID of version 4, 32 hexadecimal digits, out of a source of random numbers. */
export function newGuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  digits[12] = "4";
  digits[16] = (8 + Math.floor(random() * 4)).toString(16);
  return digits.join("");
}

/** The formats of Guid.ToString: N, D, B, P and X. */
export function formatGuid(digits: string, format: string): string {
  const groups = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ];
  const dashed = groups.join("-");
  switch (format.toUpperCase()) {
    case "N":
      return digits;
    case "D":
      return dashed;
    case "B":
      return `{${dashed}}`;
    case "P":
      return `(${dashed})`;
    case "X": {
      const bytes = Array.from(
        { length: 8 },
        (_, index) => `0x${digits.slice(16 + index * 2, 18 + index * 2)}`,
      );
      return `{${groups
        .slice(0, 3)
        .map((group) => `0x${group}`)
        .join(",")},{${bytes.join(",")}}}`;
    }
    default:
      throw invalid("guid", "Format string can be only 'D', 'd', 'N', 'n', 'P', 'p', 'B', 'b', 'X' or 'x'.");
  }
}
