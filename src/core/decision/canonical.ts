import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/**
 * Canonical JSON (RFC 8785): keys sorted, one way to write each number, so that equal content has equal text whatever
 * database or language it went through. What the RFC refuses (half surrogates, NaN) is written out instead, since a
 * source's text must not be able to stop us.
 */
export const canonical = (value: unknown): string => {
  try {
    return canonicalize(value) ?? 'null';
  } catch {
    return canonicalize(writable(value)) ?? 'null';
  }
};

/** SHA-256 of the canonical JSON, as the first `length` hex characters: 32 (128 bits) unless told. */
export const digestOf = (value: unknown, length = 32): string =>
  bytesToHex(sha256(utf8ToBytes(canonical(value)))).slice(0, length);

const HALF_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const written = (text: string): string =>
  text.replace(HALF_SURROGATE, (half) => `\\u${half.charCodeAt(0).toString(16)}`);

const writable = (value: unknown): unknown => {
  if (typeof value === 'string') return written(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.map(writable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [written(key), writable(item)]));
};
