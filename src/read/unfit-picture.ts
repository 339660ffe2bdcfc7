import type { LogoFlaw } from "../findings/house-style-flaws.ts";

/** Why a picture cannot be a logo. */
export class UnfitPicture extends Error {
  readonly flaw: LogoFlaw;
  readonly found: string;

  constructor(flaw: LogoFlaw, found = "") {
    super(flaw);
    this.flaw = flaw;
    this.found = found;
  }
}
