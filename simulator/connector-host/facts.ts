/** The prefix of a connector's full id, as flows and connection references write it [cloud flow files]. */
export const apiPrefix = "/providers/Microsoft.PowerApps/apis/";

/** The code with which the platform refuses parameters that do not fit the definition [messages of the designer]. */
export const parameterRefused = "OpenApiOperationParameterValidationFailed";

/** The code for a value that cannot be turned into the declared type at run time [messages of the run view]. */
export const conversionRefused = "OpenApiOperationParameterTypeConversionFailed";

/** The code and status for an answer that is not as the definition says [messages of the run view]. */
export const invalidResponse = { code: "BadGateway", status: 502 } as const;

/** Bodies and answers nested deeper than this are not compared with their schema any further. */
export const maximumSchemaDepth = 40;

/** The longest request URL of the platform [limits-and-config]. */
export const maximumUrlLength = 16_384;
