// One bundle for both: each entry of its own would cut what all commands share into more files to read.
export { runTemplatesEject } from "./templates-eject.ts";
export { runTemplatesList } from "./templates-list.ts";
