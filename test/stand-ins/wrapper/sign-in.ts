export type Credentials =
  | {
      readonly appId: string;
      readonly clientSecret: string;
      readonly encodeSecret?: boolean;
      readonly tenantId: string;
      readonly cloudInstance: string;
      readonly scheme: string;
    }
  | {
      readonly appId: string;
      readonly tenantId: string;
      readonly cloudInstance: string;
      readonly scheme: string;
      readonly federationProvider: "AzureDevOps" | "GitHub";
    }
  | {
      readonly username: string;
      readonly password: string;
      readonly encodePassword?: boolean;
      readonly cloudInstance: string;
    };

/** `auth create` in the words of the package; a secret goes into the environment of this process, too. */
export function signInWords(credentials: Credentials, environmentUrl: string): readonly string[] {
  return [
    ...["auth", "create", "--environment", environmentUrl],
    ...whoWords(credentials),
    ...["--cloud", credentials.cloudInstance || "Public"],
  ];
}

function whoWords(credentials: Credentials): readonly string[] {
  if ("username" in credentials) {
    const { username, password, encodePassword } = credentials;
    return ["--username", username, "--password", encodePassword === true ? encoded(password) : password];
  }
  const who = ["--tenant", credentials.tenantId, "--applicationId", credentials.appId];
  if ("federationProvider" in credentials) {
    return [
      ...who,
      credentials.federationProvider === "AzureDevOps" ? "--azureDevOpsFederated" : "--githubFederated",
    ];
  }
  if (credentials.scheme === "ManagedServiceIdentity") return ["--managedIdentity"];
  const { clientSecret, encodeSecret } = credentials;
  process.env["PAC_CLI_SPN_SECRET"] = clientSecret;
  return [...who, "--clientSecret", encodeSecret === true ? encoded(clientSecret) : clientSecret];
}

function encoded(secret: string): string {
  return `data:text/plain;base64,${Buffer.from(secret, "binary").toString("base64")}`;
}
