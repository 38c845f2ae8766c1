import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";
import { parse, stringify } from "yaml";
import { build } from "../../../generator/cli/commands/build.ts";
import { doctorOn } from "../../../generator/cli/commands/doctor.ts";
import { readMappingFile } from "../../../generator/cli/mapping-file.ts";
import { packageRoot } from "../../../generator/cli/package-root.ts";
import type { MappingSource } from "../../../generator/pipeline.ts";
import { mergePatch } from "../../../generator/spec/merge-patch.ts";
import { readMapping } from "../../../generator/spec/read-mapping.ts";
import { packageMapping } from "../../../generator/tooling/built-cast.ts";
import { partnerOrganization } from "../../../simulator/scenario/theatre.ts";
import type { Deed } from "../../../simulator/tenant/served/serve-tenant.ts";
import { invocationOf } from "../../unit/deploy/invocation.ts";
import { type Deployed, type ServedWorld, serveWorld } from "../../unit/deploy/served-world.ts";

/** A mapping file and what `cosell build` makes of it, in a temporary folder. */
export interface BuiltMapping {
  readonly folder: string;
  readonly source: MappingSource;
  readonly remove: () => void;
}

/** The mapping of the package, with changes; its environment says which organization of Partner Center it works for. */
export async function buildMapping(changes: unknown = {}): Promise<BuiltMapping> {
  const folder = mkdtempSync(join(tmpdir(), "built-"));
  const environments = [{ name: "staging", variables: { organizationId: partnerOrganization.id } }];
  const mapping = mergePatch(
    mergePatch(parse(String(packageMapping(packageRoot()).text)), { environments }),
    changes,
  );
  const text = stringify(mapping, { lineWidth: 0 });
  writeFileSync(join(folder, "mapping.yaml"), text);
  const host = {
    stdout: () => {},
    stderr: () => {},
    stdinLines: async function* () {},
    workingDirectory: folder,
    environment: {},
    colour: false,
  };
  const code = await build.run(invocationOf(build, [], host));
  if (code !== 0) throw new Error(`the mapping in ${folder} was not built: ${code}`);
  return {
    folder,
    source: { file: "mapping.yaml", text },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** An empty tenant behind an address, with everything that is done to it written down. */
export interface WatchedWorld extends ServedWorld {
  readonly deeds: readonly Deed[];
}

export async function watchedWorld(
  { folder }: BuiltMapping,
  backEnd: "program" | "wrapper",
): Promise<WatchedWorld> {
  const deeds: Deed[] = [];
  const world = await serveWorld(folder, backEnd, {
    partnerCenter: { organization: partnerOrganization },
    observe: (deed) => deeds.push(deed),
  });
  return { ...world, deeds };
}

/** Releases until it stops, does there what only a person can do, and goes on to the end. */
export async function release(world: WatchedWorld, words: readonly string[]): Promise<void> {
  const stopped = await world.deploy(words);
  expectEnd(stopped, 2);
  await actAsPerson(world);
  const ended = await world.deploy(words);
  expectEnd(ended, 0);
}

/** `cosell doctor` on the same machine. */
export async function examine(world: WatchedWorld): Promise<Deployed> {
  let stdout = "";
  let stderr = "";
  const host = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: (text: string) => {
      stderr += text;
    },
    stdinLines: async function* () {},
    workingDirectory: world.folder,
    environment: world.machine.environment,
    colour: false,
  };
  const command = doctorOn(() => world.machine);
  const code = await command.run(invocationOf(command, ["--environment", "staging", "--json"], host));
  return { code, stdout, stderr };
}

/** How a release is to end; where it ends otherwise, everything that it has said is shown. */
export function expectEnd({ code, stderr }: Deployed, expected: number): void {
  expect(`${code}\n${stderr}`.slice(0, code === expected ? 1 : undefined)).toBe(String(expected));
}

/** What a person does where the release stops: signs in to each connector in the portal, and hands out the permission sets. */
async function actAsPerson({ served, standIns, folder }: WatchedWorld): Promise<void> {
  const own = served.tenant.dataverse.control.connectors().map(({ internalId }) => internalId);
  const partnerCenter = own.length > 0 ? own : certifiedConnectors;
  for (const connector of partnerCenter) await connect(served.url, connector, "flows@contoso.example");
  await connect(served.url, "shared_commondataserviceforapps", "flows@contoso.example");
  await connect(served.url, "shared_salesforce", "integration@contoso.example");
  const { model } = readMapping(readMappingFile("mapping.yaml", folder));
  if (model === undefined) throw new TypeError("what is released has mistakes");
  const { integration, integrationStatus, seller } = model.crm.permissionSets;
  const given = [
    [integration, ["integration@contoso.example", "admin@contoso.example"]],
    [integrationStatus, ["integration@contoso.example"]],
    [seller, ["seller@contoso.example"]],
  ] as const;
  for (const [name, users] of given) {
    const words = users.flatMap((user) => ["--on-behalf-of", user]);
    const all = ["org", "assign", "permset", "--name", name, ...words, "--target-org", "sandbox", "--json"];
    await run(standIns.sf, all, { env: { PATH: process.env["PATH"] } });
  }
}

/** Microsoft's own, for a mapping that uses those. */
const certifiedConnectors = ["shared_partnercenterref", "shared_partnercenterevents"];

const run = promisify(execFile);

async function connect(url: string, connector: string, user: string): Promise<void> {
  const answer = await fetch(`${url}/emulator/connections`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ connector, user }),
  });
  if (answer.status !== 201) throw new Error(`no connection to ${connector}: ${await answer.text()}`);
}
