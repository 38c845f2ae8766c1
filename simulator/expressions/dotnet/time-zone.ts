import { IANAZone } from "luxon";
import { WINDOWS_TO_IANA_MAP } from "windows-iana";
import { type DateTime, shifted } from "./date-time.ts";

/** A time zone; asks for the offset, in milliseconds, at a moment in milliseconds since 1970. */
export interface TimeZone {
  readonly isUtc: boolean;
  readonly offsetAt: (milliseconds: number) => number;
}

const zones = new Map<string, TimeZone>();

/** The names of Windows, in any case, by the zone that stands for all of their territories. */
const windowsNames: ReadonlyMap<string, string> = new Map(
  WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === "001").map(({ windowsName, iana }) => [
    windowsName.toLowerCase(),
    iana[0] ?? "",
  ]),
);

/** Undefined where there is no zone of that name. */
export function findTimeZone(name: string, takesIana: boolean): TimeZone | undefined {
  const iana = windowsNames.get(name.trim().toLowerCase()) ?? (takesIana ? name.trim() : undefined);
  if (iana === undefined || !IANAZone.isValidZone(iana)) return undefined;
  const known = zones.get(iana);
  if (known !== undefined) return known;
  const zone = IANAZone.create(iana);
  const made: TimeZone = {
    isUtc: /^(Etc\/)?(UTC|GMT|UCT)$/i.test(iana),
    offsetAt: (milliseconds) => zone.offset(milliseconds) * 60_000,
  };
  zones.set(iana, made);
  return made;
}

/** The wall clock of a zone at a moment of UTC. */
export function toZone(moment: DateTime, zone: TimeZone): DateTime | undefined {
  if (zone.isUtc) return { ...moment, kind: "utc" };
  return shifted({ ...moment, kind: "unspecified" }, zone.offsetAt(moment.milliseconds));
}

/**
 * The moment of UTC at which the clock of a zone shows this. An hour that comes twice is taken as standard time, as
 * .NET does; undefined for an hour that the zone skips.
 */
export function fromZone(wall: DateTime, zone: TimeZone): DateTime | undefined {
  const day = 86_400_000;
  const offsets = [zone.offsetAt(wall.milliseconds - day), zone.offsetAt(wall.milliseconds + day)];
  const possible = offsets.filter((offset) => zone.offsetAt(wall.milliseconds - offset) === offset);
  return possible.length === 0 ? undefined : shifted({ ...wall, kind: "utc" }, -Math.min(...possible));
}
