/** What the page of `kv status` needs beside the house layout. */
export const statusStyle = `
:root { --ueberfaellig: #9b1c1c; --demnaechst: #7a4a00; --erledigt: #0b5c2e; }
main { max-width: 76rem; }
h1, .untertitel { text-align: start; max-width: none; margin-inline: 0; }
.untertitel { margin-block-end: 1em; }
.legende { display: flex; flex-wrap: wrap; gap: 0.2em 1.4em; padding: 0; list-style: none; color: var(--leise); }
.legende li { display: flex; align-items: center; gap: 0.4em; }
.muster { width: 1.1em; height: 1.1em; }
.faellig th, .faellig td { min-width: 0; overflow-wrap: break-word; hyphens: manual; }
.faellig td:nth-child(2) { width: 100%; overflow-wrap: anywhere; hyphens: auto; }
.zeichen { font-weight: bold; }
td .zeichen { margin-inline-end: 0.35em; }
.zustand-ueberfaellig { color: var(--ueberfaellig); font-weight: bold; }
.zustand-demnaechst { color: var(--demnaechst); font-weight: bold; }
.vereinbarungen { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); gap: 1.2rem; align-items: start; }
article { padding: 0.9rem 1rem; border: 1px solid var(--linie); border-radius: 4px; break-inside: avoid; }
article h3 { margin-block: 0 0.3em; }
article p { margin-block-end: 0.4em; }
.datei { color: var(--leise); font-size: 0.875rem; }
.fehler { color: var(--ueberfaellig); font-weight: bold; }
article svg { display: block; width: 100%; max-width: 34rem; margin-block: 0.6em; }
svg text { font: 13px "Source Sans 3", "Source Sans Pro", Arial, sans-serif; fill: var(--schrift); }
svg .innen { fill: var(--papier); }
svg .rahmen { fill: none; stroke: var(--schrift); }
svg .anteil { fill: var(--flaeche); }
svg .anteil.abgeschlossen { fill: var(--schrift); }
svg .achse, svg .heute { stroke: var(--linie); }
svg .heute { stroke: var(--schrift); stroke-dasharray: 3 2; }
svg .ueberfaellig { fill: var(--ueberfaellig); }
svg .demnaechst { fill: var(--demnaechst); }
svg .offen { fill: var(--papier); stroke: var(--schrift); stroke-width: 1.5; }
svg .erledigt { fill: none; stroke: var(--erledigt); stroke-width: 2; }
svg .balken { stroke: none; fill: var(--linie); }
.termine { padding: 0; list-style: none; }
.termine li { display: grid; grid-template-columns: 1.4em 1fr; }
.annahme { color: var(--leise); font-size: 0.875rem; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ueberfaellig: #ff9c9c; --demnaechst: #ffc670; --erledigt: #7fd8a0; }
}
@media screen and (min-width: 40em) {
  .faellig td:first-child, .faellig td:last-child { white-space: nowrap; }
}
@media screen and (max-width: 30em) {
  .faellig { font-size: 0.9rem; }
  .faellig th, .faellig td { padding-inline: 0.35em; }
}
@media print {
  .vereinbarungen { grid-template-columns: 1fr 1fr; }
}
`;
