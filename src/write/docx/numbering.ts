/** The three kinds of numbering; the number is the id of the abstract definition in numbering.xml. */
export const numberingKinds = { sections: 0, bullets: 1, decimals: 2 } as const;
export type NumberingKind = keyof typeof numberingKinds;

/** One counter of its own: a w:num. */
export interface NumberingInstance {
  readonly id: number;
  readonly kind: NumberingKind;
  /** Value to start from, per level; levels left out go on as their kind says. */
  readonly starts: ReadonlyMap<number, number>;
}

/** Word counts levels 0 to 8. */
export const deepestLevel = 8;

/** The instance the heading styles are linked to. */
export const sectionsInstance = 1;
export const bulletsInstance = 2;

/** Hands out the numbering instances of one document. */
export class NumberingInstances {
  readonly #instances: NumberingInstance[] = [
    { id: sectionsInstance, kind: "sections", starts: new Map() },
    { id: bulletsInstance, kind: "bullets", starts: new Map() },
  ];

  get all(): readonly NumberingInstance[] {
    return this.#instances;
  }

  add(kind: NumberingKind, starts: ReadonlyMap<number, number>): number {
    const id = this.#instances.length + 1;
    this.#instances.push({ id, kind, starts });
    return id;
  }
}
