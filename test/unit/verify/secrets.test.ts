import { describe, expect, it } from "vitest";
import { action, compose, found, variable } from "./flow-file.ts";

// What looks like a secret, and what only seems to. The tokens are made up, and put together here so that nothing that
// searches for secrets takes them for real ones.

const letters = "Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx2Yz3Ab4Cd5Ef6";

const request = (inputs: object) => ({
  A: action("Http", { inputs: { method: "GET", uri: "https://contoso.example", ...inputs } }),
});

const secret = ["CLOUDFLOW.SECRET_IN_TEXT"];

describe("a secret", () => {
  it.each<readonly [where: string, actions: object]>([
    ["a password", request({ authentication: { type: "Basic", username: "a", password: "correct-horse" } })],
    ["the secret of an app", request({ authentication: { type: "ActiveDirectoryOAuth", secret: letters } })],
    ["a certificate", request({ authentication: { type: "ClientCertificate", pfx: letters } })],
    ["a header", request({ headers: { "Ocp-Apim-Subscription-Key": letters } })],
    ["a bearer token", request({ headers: { Authorization: `Bearer ${letters}` } })],
    [
      "the key of a function in an address",
      request({ uri: `https://contoso.example/api/f?code=${letters}` }),
    ],
    [
      "the signature of an address that is computed",
      request({ uri: `https://contoso.example/@{triggerBody()}?sig=${letters}` }),
    ],
    ["a form", request({ body: `grant_type=client_credentials&client_secret=${letters}` })],
    ["a token of a known form", { A: compose(`ghp${"_"}${letters.slice(0, 36)}`) }],
    ["the key of a storage", { A: compose(`DefaultEndpointsProtocol=https;Account${"Key"}=${letters}==`) }],
    ["a private key", { A: compose(`-----BEGIN ${"PRIVATE"} KEY-----\nAAAA`) }],
    ["an action that says so", { "Client secret": compose(letters) }],
  ])("in %s is found", (_where, actions) => {
    expect(found({ actions })).toEqual(secret);
  });

  it("in a variable or a parameter that says so is found", () => {
    const declared = action("InitializeVariable", {
      inputs: { variables: [{ name: "ApiKey", type: "string", value: letters }] },
    });
    expect(found({ actions: { A: declared } })).toEqual(secret);
    expect(found({ parameters: { Key: { type: "SecureString", defaultValue: letters } } })).toEqual(secret);
    expect(found({ parameters: { client_secret: { type: "String", defaultValue: letters } } })).toEqual(
      secret,
    );
  });
});

describe("no secret", () => {
  it.each<readonly [what: string, actions: object]>([
    ["a password that is read", request({ authentication: { type: "Basic", password: "@parameters('p')" } })],
    [
      "a password that is put together",
      request({ authentication: { type: "Basic", password: "@{body('Get_secret')?['value']}" } }),
    ],
    ["an example", request({ headers: { "x-api-key": "<your key here>" } })],
    ["a placeholder in a form", request({ body: "client_id=<client_id>&client_secret=<client_secret>" })],
    ["words", request({ headers: { Authorization: "Bearer YOUR_TOKEN_GOES_HERE" } })],
    ["an empty password", request({ authentication: { type: "Basic", password: "" } })],
    [
      "a version in an address",
      request({ uri: "https://contoso.example/api?api-version=2016-06-01-preview&code=DE" }),
    ],
    [
      "a column that is called so",
      { A: action("Select", { inputs: { from: "@createArray(1)", select: { password: "@item()" } } }) },
    ],
    ["any other text", { A: compose(letters) }],
    ["a variable of another name", { A: variable("string", letters) }],
  ])("is %s", (_what, actions) => {
    const parameters = { p: { type: "SecureString" } };
    expect(
      found({ parameters, actions: { ...actions, Get_secret: compose(1), ...waiting(actions) } }),
    ).toEqual([]);
  });
});

/** The actions, after the one that some of them read. */
function waiting(actions: object): object {
  return Object.fromEntries(
    Object.entries(actions).map(([name, each]) => [
      name,
      { ...each, runAfter: { Get_secret: ["Succeeded"] } },
    ]),
  );
}
