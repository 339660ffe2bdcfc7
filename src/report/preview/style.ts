/** What the pages of `kv preview` need beside the house layout. */
export const previewStyle = `
:root { --fehler: #9b1c1c; --warnung: #7a4a00; --gut: #0b5c2e; --marke: #fff3c4; }
html { font-size: 100%; }
main, .breit { max-width: 100rem; margin-inline: auto; padding-inline: 1rem; }
main { padding-block: 1rem 2rem; }
header { position: static !important; padding-block: 0.6rem; background: var(--flaeche); }
header p { margin: 0; }
h1 { margin: 0.1em 0; font-size: 1.4rem; text-align: start; }
h2 { margin: 0 0 0.5em; font-size: 1.15rem; }
h3 { font-size: 1rem; }
a { display: inline-block; padding-block: 0.15rem; }
.datei, .ort { color: var(--leise); font-size: 0.9rem; }
.fakten:empty { display: none; }
.angaben { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.5rem; }
.zustand { font-weight: bold; }
.fehler > .zustand, .zustand.fehler, .stufe.fehler { color: var(--fehler); }
.zustand.warnung, .stufe.warnung { color: var(--warnung); }
.zustand.gut { color: var(--gut); }
.verborgen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0.5rem 0 0; padding: 0; list-style: none; }
nav li { margin: 0; }
nav a { padding: 0.3rem 0.7rem; border: 1px solid var(--linie); border-radius: 4px; background: var(--papier); text-decoration: none; }
nav a:hover { text-decoration: underline; }
nav a[aria-current] { border-color: var(--schrift); box-shadow: inset 0 -3px 0 var(--schrift); color: var(--schrift); font-weight: bold; }
main nav { margin-block-end: 0.5rem; }
main nav ul { margin: 0; }
main nav a { font-size: 0.9rem; }
.laden { margin-block-end: 0.5rem; font-size: 0.9rem; }
.laden a { margin-inline-start: 0.5rem; }
.hinweis { padding: 0.5rem 0.75rem; border-inline-start: 4px solid var(--warnung); background: var(--flaeche); }
.fehlt { padding: 1rem; border: 1px solid var(--linie); border-radius: 4px; }
iframe { display: block; width: 100%; height: 75vh; min-height: 20rem; border: 1px solid var(--linie); border-radius: 4px; background: var(--papier); }
.zwei { display: grid; gap: 1.5rem; }
.zwei > * { min-width: 0; }
.befunde { margin: 0; padding: 0; list-style: none; }
.befunde > li { margin: 0 0 0.75rem; padding: 0.6rem 0.8rem; border: 1px solid var(--linie); border-inline-start-width: 5px; border-radius: 4px; }
.befunde > .fehler { border-inline-start-color: var(--fehler); }
.befunde > .warnung { border-inline-start-color: var(--warnung); }
.befunde p { margin: 0 0 0.3rem; }
.befunde .art { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
code { font: 0.9rem/1.4 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; }
.zeile { padding: 0.25rem 0.5rem; border-radius: 3px; background: var(--flaeche); }
mark { background: var(--marke); color: inherit; text-decoration: underline; }
summary { padding-block: 0.25rem; cursor: pointer; }
.liste { margin: 0; padding: 0; }
.liste > li { display: grid; gap: 0 1.5rem; margin: 0; padding: 0.6rem 0; border-block-end: 1px solid var(--linie); }
.liste > li[hidden] { display: none; }
.liste h2 { margin: 0; font-size: 1.05rem; white-space: normal; }
.liste p { margin: 0; }
input { width: 100%; max-width: 20rem; padding: 0.35rem 0.5rem; border: 1px solid var(--linie); border-radius: 4px; background: var(--papier); color: inherit; font: inherit; }
#meldung { position: fixed; inset: auto 0 0; margin: 0; padding: 0.4rem 1rem; border-block-start: 1px solid var(--linie); background: var(--flaeche); }
#meldung:empty { display: none; }
#seite { padding-block-end: 2.5rem; }
@media screen and (min-width: 40em) {
  .liste > li { grid-template-columns: minmax(0, 1fr) minmax(0, 34rem); align-items: baseline; }
}
@media screen and (min-width: 64em) {
  .zwei { grid-template-columns: minmax(0, 1fr) minmax(20rem, 28rem); }
  .zwei > section:first-child { position: sticky; inset-block-start: 0.5rem; display: flex; flex-direction: column; height: calc(100vh - 3.5rem); }
  .rahmen { flex: 1; min-height: 20rem; }
  iframe { height: 100%; }
}
@media screen and (prefers-color-scheme: dark) {
  :root { --fehler: #ff9c9c; --warnung: #ffc670; --gut: #7fd8a0; --marke: #4a3d00; }
}
`;
