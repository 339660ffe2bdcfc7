import { JPG } from "image-size/types/jpg";
import { PNG } from "image-size/types/png";
import type { Picture } from "../write/house-style.ts";
import { readSvg } from "./svg.ts";
import { UnfitPicture } from "./unfit-picture.ts";

/** In bytes and in pixels of a side: what programs have to unpack stays below 40 MB. */
export const largestPicture = 1024 * 1024;
const longestSide = 3000;

/** Format and size of a picture by what it is, not by what it is called; its content is judged by who draws it. Throws UnfitPicture. */
export function readPicture(bytes: Uint8Array): Picture {
  if (isPng(bytes)) return raster(bytes, "png");
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return raster(bytes, "jpg");
  return readSvg(bytes);
}

function isPng(bytes: Uint8Array): boolean {
  return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, index) => bytes[index] === byte);
}

function raster(bytes: Uint8Array, format: "png" | "jpg"): Picture {
  const { width, height, orientation = 1 } = sizeOf(bytes, format);
  if (width < 1 || height < 1) throw new UnfitPicture("beschaedigt");
  if (width > longestSide || height > longestSide)
    throw new UnfitPicture("bildpunkte", `${width} × ${height}`);
  if (orientation !== 1) throw new UnfitPicture("gedreht");
  if (format === "jpg" && !hasEnd(bytes)) throw new UnfitPicture("beschaedigt");
  return { bytes, format, width, height };
}

function sizeOf(bytes: Uint8Array, format: "png" | "jpg") {
  try {
    const { validate, calculate } = format === "png" ? PNG : JPG;
    if (validate(bytes)) return calculate(bytes);
  } catch {
    // Says what every broken file says.
  }
  throw new UnfitPicture("beschaedigt");
}

/** A JPEG that was cut off still has a size, and nobody unpacks it before a reader of the document does. */
function hasEnd(bytes: Uint8Array): boolean {
  const end = Buffer.from(bytes.subarray(-64));
  return end.includes(Buffer.from([0xff, 0xd9]));
}
