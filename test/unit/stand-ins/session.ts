import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServedTenant, serveTenant } from "../../../simulator/tenant/served/serve-tenant.ts";
import type { StandIns } from "../../stand-ins/install.ts";

export interface End {
  readonly exitCode: number | null;
  readonly output: string;
}

/** A served tenant, and a home for the programs that work on it. */
export interface Session {
  readonly served: ServedTenant;
  readonly home: string;
  readonly pac: (...words: readonly string[]) => Promise<End>;
  readonly sf: (...words: readonly string[]) => Promise<End>;
  /** `pac auth create` with the application of the tenant. */
  readonly signIn: (secret?: string) => Promise<End>;
  readonly close: () => Promise<void>;
}

export async function openSession(standIns: StandIns): Promise<Session> {
  const served = await serveTenant();
  const home = mkdtempSync(join(tmpdir(), "home-"));
  const environment = { PATH: process.env["PATH"], HOME: home };
  const pac = (...words: readonly string[]): Promise<End> => run(standIns.pac, words, environment);
  const { tenantId, clientId, clientSecret } = served.application;
  return {
    served,
    home,
    pac,
    sf: (...words) => run(standIns.sf, words, environment),
    signIn: (secret = clientSecret) =>
      pac(
        ...["auth", "create", "--environment", served.url, "--tenant", tenantId],
        ...["--applicationId", clientId, "--clientSecret", secret],
      ),
    close: async () => {
      rmSync(home, { recursive: true });
      await served.close();
    },
  };
}

function run(program: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<End> {
  const child = spawn(program, words, { env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: unknown) => {
      output += String(chunk);
    });
  }
  return new Promise((resolve) => child.on("close", (exitCode) => resolve({ exitCode, output })));
}
