import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Model } from "../../../generator/model/model.ts";
import type { HttpRequest } from "../../../solution/deploy/machine.ts";
import { createMask, masked } from "../../../solution/deploy/mask.ts";
import { secretSource } from "../../../solution/deploy/secrets.ts";
import { findIdentity } from "../../../solution/deploy/sign-in/identity.ts";
import { tokenSource } from "../../../solution/deploy/sign-in/tokens.ts";
import { findTarget } from "../../../solution/deploy/target.ts";
import { withChanges } from "../spec/mapping.ts";
import { codeOf, type FakeMachine, type FakeOptions, fakeMachine, json } from "./fake-machine.ts";

const tenant = "7c1d6f0e-52b4-4c0a-9a55-0d6f3d1f0a01";
const application = {
  COSELL_TENANT_ID: tenant,
  COSELL_CLIENT_ID: "2f6c9f8a-3f0d-4d4e-8f57-6a1c2b3d4e5f",
  COSELL_CLIENT_SECRET: "tell~nobody.This",
};
const dataverse = "https://contoso.crm4.dynamics.com";

function signIn(options: FakeOptions, tell?: (message: string) => void) {
  const machine = fakeMachine(options);
  const mask = createMask();
  const secrets = secretSource(machine, mask, undefined);
  const token = tokenSource({
    ...{ machine, mask, secrets },
    identity: () => findIdentity(machine, secrets, mask),
    ready: { [dataverse]: "COSELL_TOKEN_DATAVERSE" },
    ...(tell === undefined ? {} : { tell }),
  });
  return { machine, mask, token };
}

const form = ({ body }: HttpRequest): Readonly<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(body));
const tokenRequests = ({ requests }: FakeMachine) =>
  requests.filter(({ url }) => url.includes("/oauth2/v2.0/token"));
const granted = (access_token: string) =>
  json({ token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599, access_token });

describe("signing in", () => {
  it("takes a ready token where there is one, and signs in nowhere", async () => {
    const { machine, token } = signIn({ environment: { ...application, COSELL_TOKEN_DATAVERSE: "ready" } });
    expect(await token(dataverse)).toBe("ready");
    expect(machine.requests).toEqual([]);
  });

  it("signs in as the application, once for each resource", async () => {
    const { machine, token } = signIn({
      environment: application,
      answer: (request) => granted(`token for ${form(request)["scope"]}`),
    });
    expect(await token(dataverse)).toBe(await token(dataverse));
    expect(await token("https://service.flow.microsoft.com")).toContain(
      "https://service.flow.microsoft.com/.default",
    );
    const asked = tokenRequests(machine);
    expect(asked).toHaveLength(2);
    expect(asked[0]?.url).toMatch(`https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`);
    expect(form(asked[0] ?? { method: "GET", url: "", headers: {}, timeout: 0 })).toMatchObject({
      grant_type: "client_credentials",
      client_secret: application.COSELL_CLIENT_SECRET,
      scope: `${dataverse}/.default`,
    });
  });

  it("fetches another token when the first is over", async () => {
    let count = 0;
    const { token } = signIn({
      environment: application,
      answer: () => {
        count += 1;
        return json({
          token_type: "Bearer",
          expires_in: 1,
          ext_expires_in: 1,
          access_token: `token ${count}`,
        });
      },
    });
    expect([await token(dataverse), await token(dataverse)]).toEqual(["token 1", "token 2"]);
  });

  it("repeats what Entra says when it refuses", async () => {
    const { token } = signIn({
      environment: application,
      answer: () =>
        json({ error: "invalid_client", error_description: "AADSTS7000215: Invalid client secret." }, 401),
    });
    await expect(token(dataverse)).rejects.toMatchObject({
      diagnostic: { code: "DEPLOY.SIGN_IN_REFUSED", message: expect.stringContaining("AADSTS7000215") },
    });
  });

  it.each([
    [
      "GitHub",
      {
        ACTIONS_ID_TOKEN_REQUEST_URL: "https://pipelines.example/token?v=2",
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: "bearer",
      },
      { method: "GET", url: "https://pipelines.example/token?v=2&audience=api://AzureADTokenExchange" },
      { value: "word of the provider" },
    ],
    [
      "Azure DevOps",
      {
        PAC_ADO_ID_TOKEN_REQUEST_URL: "https://pipelines.example/oidctoken",
        PAC_ADO_ID_TOKEN_REQUEST_TOKEN: "bearer",
      },
      { method: "POST", url: "https://pipelines.example/oidctoken" },
      { oidcToken: "word of the provider" },
    ],
  ])("needs no secret where %s vouches for the pipeline", async (_who, variables, asked, answer) => {
    const { COSELL_CLIENT_SECRET: _none, ...identity } = application;
    const { machine, mask, token } = signIn({
      environment: { ...identity, ...variables },
      answer: (request) => (request.url.includes("pipelines.example") ? json(answer) : granted("token")),
    });
    expect(await token(dataverse)).toBe("token");
    expect(machine.requests[0]).toMatchObject({ ...asked, headers: { Authorization: "Bearer bearer" } });
    const [request] = tokenRequests(machine);
    expect(form(request ?? { method: "GET", url: "", headers: {}, timeout: 0 })).toMatchObject({
      client_assertion: "word of the provider",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    });
    expect(mask.apply("word of the provider")).toBe(masked);
  });

  it("says that Entra does not answer, and not that it refuses", async () => {
    const { machine, token } = signIn({ environment: application });
    expect(await codeOf(token(dataverse))).toBe("DEPLOY.SERVICE_SILENT");
    expect(machine.requests[0]?.url).toContain("https://login.microsoftonline.com/");
  });

  it("shows a person where to sign in, and asks only once", async () => {
    const told: string[] = [];
    const { machine, token } = signIn(
      {
        environment: { COSELL_TENANT_ID: tenant },
        answer: (request) => {
          if (request.url.includes("/devicecode")) {
            return json({
              ...{ device_code: "d", user_code: "ABCD", expires_in: 900, interval: 0 },
              ...{ verification_uri: "https://microsoft.com/devicelogin", message: "Enter ABCD" },
            });
          }
          return json({
            ...{ token_type: "Bearer", expires_in: 3599, access_token: "for kim", refresh_token: "r" },
            ...{ client_info: encode({ uid: "1", utid: tenant }), id_token: idToken },
          });
        },
      },
      (message) => told.push(message),
    );
    expect(await token(dataverse)).toBe("for kim");
    expect(await token("https://service.flow.microsoft.com")).toBe("for kim");
    expect(told).toEqual(["Enter ABCD"]);
    expect(tokenRequests(machine).map((request) => form(request)["grant_type"])).toEqual([
      "device_code",
      "refresh_token",
    ]);
  });

  it("says that nobody is there to sign in", async () => {
    expect(await codeOf(signIn({}).token(dataverse))).toBe("DEPLOY.SIGN_IN_MISSING");
  });
});

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const idToken = `${encode({ alg: "none" })}.${encode({ oid: "1", tid: tenant, preferred_username: "kim@contoso.example", name: "Kim" })}.x`;

describe("secrets", () => {
  const vault = (end: object) => ({ programs: { az: () => end } });
  const read = (options: FakeOptions, store?: string) => {
    const machine = fakeMachine(options);
    const mask = createMask();
    return { machine, mask, secret: secretSource(machine, mask, store)("COSELL_CLIENT_SECRET") };
  };

  it("come from the environment before the store, and are masked from then on", async () => {
    const { machine, mask, secret } = read(
      { environment: { COSELL_CLIENT_SECRET: "of-the-machine" } },
      "contoso",
    );
    expect(await secret).toBe("of-the-machine");
    expect(machine.calls).toEqual([]);
    expect(mask.apply("it is of-the-machine")).toBe(`it is ${masked}`);
  });

  it("come from the Key Vault that the mapping names, over the standard output of az", async () => {
    const { machine, mask, secret } = read(vault({ stdout: "of-the-vault\n" }), "contoso");
    expect(await secret).toBe("of-the-vault");
    expect(machine.calls[0]?.arguments).toEqual([
      ...["keyvault", "secret", "show", "--vault-name", "contoso", "--name", "cosell-client-secret"],
      ...["--query", "value", "--output", "tsv"],
    ]);
    expect(mask.apply("of-the-vault")).toBe(masked);
  });

  it.each([
    ["az is not there", {}, "is not installed"],
    ["az refuses", vault({ exitCode: 1, stderr: "ERROR: Forbidden\nmore" }), "ERROR: Forbidden"],
    ["there is none", vault({ stdout: "\n" }), "it gives no value"],
  ])("stop the release where %s", async (_why, options, words) => {
    const { secret } = read(options, "contoso");
    await expect(secret).rejects.toThrow(words);
    await expect(secret).rejects.toThrow("DEPLOY.SECRET_UNREADABLE");
  });

  it("are masked in every form in which a program may print them", () => {
    const texts = fc
      .string({ minLength: 8 })
      .filter((text) => !text.includes(masked) && !masked.includes(text));
    fc.assert(
      fc.property(texts, fc.string(), fc.string(), (secret, before, after) => {
        const mask = createMask();
        mask.hide(secret);
        const base64 = Buffer.from(secret).toString("base64");
        for (const form of [secret, base64, encodeURIComponent(secret)]) {
          expect(mask.apply(`${before}|${form}|${after}`)).not.toContain(`|${form}|`);
        }
      }),
    );
  });

  it("too short to hide anything are not masked: that would only blacken the rest", () => {
    const mask = createMask();
    mask.hide("a");
    expect(mask.apply("a banana")).toBe("a banana");
  });
});

describe("the target", () => {
  const model = (environment: object): Model => {
    const { model: read } = withChanges({ environments: [{ name: "staging", ...environment }] });
    if (read === undefined) throw new TypeError("the mapping is broken");
    return read;
  };
  const target = (environment: object, variables: Readonly<Record<string, string>> = {}) =>
    findTarget(model(environment), "staging", fakeMachine({ environment: variables }));

  it("is where the mapping says, and the machine has the last word", () => {
    const mapped = {
      url: `${dataverse}/`,
      salesforceOrg: "sandbox",
      connections: { salesforce: "s", events: "e" },
    };
    expect(target(mapped)).toMatchObject({
      url: dataverse,
      salesforceOrg: "sandbox",
      connections: { salesforce: "s", events: "e" },
    });
    expect(
      target(mapped, {
        COSELL_ENVIRONMENT_URL: "https://other.crm.dynamics.com",
        COSELL_SALESFORCE_ORG: "uat",
        COSELL_CONNECTION_EVENTS: "other",
      }),
    ).toMatchObject({
      url: "https://other.crm.dynamics.com",
      salesforceOrg: "uat",
      connections: { salesforce: "s", events: "other" },
    });
  });

  it.each([
    ["http://contoso.crm4.dynamics.com", "DEPLOY.ENVIRONMENT_ADDRESS_INVALID"],
    ["https://contoso.crm4.dynamics.com/main.aspx", "DEPLOY.ENVIRONMENT_ADDRESS_INVALID"],
    ["https://kim:secret@contoso.crm4.dynamics.com", "DEPLOY.ENVIRONMENT_ADDRESS_INVALID"],
    ["http://127.0.0.1:4711", undefined],
    ["", "DEPLOY.ENVIRONMENT_ADDRESS_MISSING"],
  ])("at %s", async (address, code) => {
    expect(await codeOf(() => target({}, { COSELL_ENVIRONMENT_URL: address }))).toBe(code);
  });

  it("is one of those that the mapping names", () => {
    expect(() => findTarget(model({}), "stagng", fakeMachine())).toThrow("DEPLOY.ENVIRONMENT_UNKNOWN");
  });
});
