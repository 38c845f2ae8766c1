import type { CommandDefinition } from "./command.ts";

interface CommandEntry {
  readonly summary: string;
  /** Commands are loaded when they are asked for: the start of one does not pay for the libraries of another. */
  readonly load: () => Promise<CommandDefinition>;
}

/** Every command, in the order in which the help shows them. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  init: {
    summary: "write a mapping for a new partner",
    load: async () => (await import("./commands/init.ts")).init,
  },
  build: {
    summary: "make connectors, flows, solutions, settings and documents from the mapping",
    load: async () => (await import("./commands/build.ts")).build,
  },
  check: {
    summary: "look for mistakes in the mapping",
    load: async () => (await import("./commands/check.ts")).check,
  },
  verify: {
    summary: "say what the platform would refuse of solutions, flows, connectors",
    load: async () => (await import("./commands/verify.ts")).verify,
  },
  plan: {
    summary: "say what an upgrade changes, and for whom",
    load: async () => (await import("./commands/plan.ts")).plan,
  },
  breaking: {
    summary: "find what an upgrade takes away from those who have the old version",
    load: async () => (await import("./commands/breaking.ts")).breaking,
  },
  simulate: {
    summary: "play scenarios with the built flows against emulated services",
    load: async () => (await import("./commands/simulate.ts")).simulate,
  },
  run: {
    summary: "run one cloud flow, with the answers of its connectors from a file",
    load: async () => (await import("./commands/run.ts")).run,
  },
  cost: {
    summary: "say what the flows cost at your own volumes, against licences and limits",
    load: async () => (await import("./commands/cost.ts")).cost,
  },
  deploy: {
    summary: "carry a release from the built zips to a running environment, step by step",
    load: async () => (await import("./commands/deploy.ts")).deploy,
  },
  doctor: {
    summary: "say what is wrong between mapping and running sync, and what to do",
    load: async () => (await import("./commands/doctor.ts")).doctor,
  },
  emulate: {
    summary: "serve a whole emulated tenant on this machine",
    load: async () => (await import("./commands/emulate.ts")).emulate,
  },
  salesforce: {
    summary: "put the fields into page layouts that were retrieved from Salesforce",
    load: async () => (await import("./commands/salesforce.ts")).salesforce,
  },
  eval: {
    summary: "evaluate expressions of flows, or find those that do not parse",
    load: async () => (await import("./commands/eval.ts")).evaluate,
  },
  schema: {
    summary: "print the JSON Schema of the mapping, for editors",
    load: async () => (await import("./commands/schema.ts")).schema,
  },
  explain: {
    summary: "explain a code that a finding carries",
    load: async () => (await import("./commands/explain.ts")).explain,
  },
};
