// One bundle for all: each entry of its own would cut what all commands share into more files to read.
export { runTemplatesCheck } from "./templates-check.ts";
export { runTemplatesEject } from "./templates-eject.ts";
export { runTemplatesList } from "./templates-list.ts";
