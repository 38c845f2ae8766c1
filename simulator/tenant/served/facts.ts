/** Path and answers of the token endpoint [OAuth 2.0 client credentials flow on the Microsoft identity platform]. */
export const tokenPath = /^\/([^/]+)\/oauth2\/v2\.0\/token$/i;

/** How long a token is good for, in seconds. Ours: what the identity platform answers most often. */
export const tokenSeconds = 3599;

/** The tenant, and the application that release tools sign in as. Made up. */
export const defaultApplication = {
  tenantId: "7c1d6f0e-52b4-4c0a-9a55-0d6f3d1f0a01",
  clientId: "2f6c9f8a-3f0d-4d4e-8f57-6a1c2b3d4e5f",
  clientSecret: "stand-in~client.secret_of-nobody",
} as const;

/** The name under which the environment knows the application user. */
export const applicationUser = "# Release pipeline";

/** Where whatever is no part of a real service begins: everything that only a person or the time can do. */
export const controlPrefix = "/emulator";

/** How often a tenant that follows the clock on the wall catches up with it, in milliseconds. */
export const wallClockStep = 250;
