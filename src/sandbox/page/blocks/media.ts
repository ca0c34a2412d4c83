import type { FileBlock, ImageBlock, VideoBlock } from '@slack/types';
import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { drawPicture, pictureUrl } from '../elements/image.ts';
import { safeUrl } from '../text/ast.ts';

export function drawImageBlock(block: ImageBlock): Child {
  return h(
    'figure',
    { class: 'block-image' },
    block.title && h('figcaption', {}, block.title.text),
    drawPicture(pictureUrl(block), block.alt_text, 'picture'),
  );
}

/** Videos and files live elsewhere: a link with what is known about them. */
export function drawVideo(block: VideoBlock): Child {
  const by = [block.author_name, block.provider_name].filter(Boolean).join(' · ');
  return attachment(block.title.text, by || 'Video', block.title_url ?? block.video_url);
}

export function drawFile(block: FileBlock): Child {
  return attachment(block.external_id, `File (${block.source})`);
}

export function attachment(title: string, about: string, url?: string): Child {
  const link = url === undefined ? undefined : safeUrl(new URL(url, location.href).href);
  return h(
    link ? 'a' : 'div',
    { class: 'attachment', href: link, target: '_blank', rel: 'noopener noreferrer' },
    icon('file'),
    h('span', {}, h('strong', {}, title), h('small', {}, about)),
  );
}
