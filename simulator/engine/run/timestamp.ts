/** A moment as the records of a run write it: seven decimals, UTC. */
export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("Z", "0000Z");
}
