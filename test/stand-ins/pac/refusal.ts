/** What pac ends with: printed as an error, exit code 1. */
export class Refusal extends Error {}
