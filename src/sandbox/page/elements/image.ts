import type { ImageElement } from '@slack/types';
import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { safeUrl } from '../text/ast.ts';

type Picture = { image_url: string } | { slack_file: { url: string } | { id: string } };

/** Where a picture is, as far as this page can reach it. */
export function pictureUrl(picture: Picture): string {
  if ('image_url' in picture) return picture.image_url;
  return 'url' in picture.slack_file
    ? picture.slack_file.url
    : `/files/${encodeURIComponent(picture.slack_file.id)}`;
}

/** A picture of the sandbox itself; one from the internet is not fetched, its text and address stand for it. */
export function drawPicture(url: string, alt: string, className: string): Child {
  const address = new URL(url, location.href);
  const ours = address.origin === location.origin || isLoopback(address) || address.protocol === 'data:';
  if (ours) return h('img', { class: className, src: address.href, alt, loading: 'lazy' });
  const link = safeUrl(url);
  return h(
    link ? 'a' : 'span',
    {
      class: `${className} picture-away`,
      href: link,
      target: '_blank',
      rel: 'noopener noreferrer',
      title: url,
    },
    icon('file'),
    h('span', {}, alt),
  );
}

function isLoopback(address: URL): boolean {
  return address.hostname === '127.0.0.1' || address.hostname === 'localhost';
}

export function drawImage(image: ImageElement): Child {
  return drawPicture(pictureUrl(image), image.alt_text, 'picture small');
}
