/** Milliseconds between two looks at the files; a change counts once two looks agree, because editors write in pieces. */
const betweenLooks = 100;

/** Tells who follows when something changes; looks only while somebody does. */
export class LiveEvents {
  readonly #stand: () => string;
  readonly #followers = new Set<(stand: string) => void>();
  #timer: NodeJS.Timeout | undefined;
  #told = "";
  #seen = "";

  /** `stand` changes with everything that is worth telling. */
  constructor(stand: () => string) {
    this.#stand = stand;
  }

  /** Begins with the present state, which tells a page whether it missed anything; returns what ends it. */
  follow(send: (stand: string) => void): () => void {
    const stand = this.#stand();
    this.#followers.add(send);
    send(stand);
    if (!this.#timer) {
      this.#told = stand;
      this.#seen = stand;
      this.#timer = setInterval(() => this.#look(), betweenLooks);
    }
    return () => {
      this.#followers.delete(send);
      if (this.#followers.size === 0) this.close();
    };
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    const stand = this.#stand();
    const isStable = stand === this.#seen;
    this.#seen = stand;
    if (!isStable || stand === this.#told) return;
    this.#told = stand;
    for (const send of this.#followers) send(stand);
  }
}
