/** Milliseconds between two looks at the files; a change counts once two looks agree, because editors write in pieces. */
const betweenLooks = 100;

/** Tells who follows when something changes; looks only while somebody does. */
export class LiveEvents {
  readonly #stand: () => string;
  readonly #failed: (error: unknown) => void;
  readonly #followers = new Set<(stand: string) => void>();
  #timer: NodeJS.Timeout | undefined;
  #told = "";
  #seen = "";

  /** `stand` changes with everything that is worth telling. */
  constructor(stand: () => string, failed: (error: unknown) => void) {
    this.#stand = stand;
    this.#failed = failed;
  }

  /** Begins with the present state, which tells a page whether it missed anything; returns what ends it. */
  follow(send: (stand: string) => void): () => void {
    const stand = this.#stand();
    this.#followers.add(send);
    send(stand);
    if (!this.#timer) {
      this.#told = stand;
      this.#seen = stand;
      this.#timer = setInterval(() => this.#lookSafely(), betweenLooks);
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

  /** Nobody waits for this who could be told otherwise. */
  #lookSafely(): void {
    try {
      this.#look();
    } catch (error) {
      this.close();
      this.#failed(error);
    }
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
