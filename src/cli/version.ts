declare const __KV_VERSION__: string | undefined;

/** Put in by the bundler; tests run the sources. */
export const version = typeof __KV_VERSION__ === "string" ? __KV_VERSION__ : "0.0.0-dev";
