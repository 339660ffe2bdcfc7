/** Where the examples of each built-in kind lie, from the root of the repository; a kind without examples is untested. */
export const exampleFolders: Readonly<Record<string, string>> = {
  koordinierungsstelle: "examples/berlin",
  kooperation: "examples/kooperation",
  netzwerk: "examples/nrw",
};
