/** Longest expression, in characters without its `@` or `@{}` (Power Automate limits; the designer's scanner). */
export const maximumExpressionLength = 8192;

/** Longest result of concat, base64 and string, in characters (Power Automate limits). */
export const maximumTextLength = 131_072;

/** Largest message, 100 MB: no text can grow beyond it (Power Automate limits). */
export const maximumMessageLength = 104_857_600;

/** Most integers that range() gives (Logic Apps function reference, range). */
export const maximumRangeCount = 100_000;

/** Deepest nesting of an expression and of JSON. Ours: the platform documents none, and a stack is finite. */
export const maximumDepth = 500;

/** What Char.IsWhiteSpace of .NET accepts between tokens; makers paste U+00A0 out of web pages. */
export const whitespace = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** The page that the platform's messages send makers to. */
export const usagePage = "https://aka.ms/logicexpressions";

/** Bounds of the 64-bit integers in which the platform counts. */
export const minimumInteger = -(2n ** 63n);
export const maximumInteger = 2n ** 63n - 1n;
