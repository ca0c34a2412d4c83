import { describe, expect, it } from 'vitest';
import { readMail } from '../../../src/sandbox/source/mail/read-mail.ts';
import { wordsOf } from '../../../src/sandbox/source/mail/words.ts';

const mail = (headers: string[], body: string) => `${headers.join('\n')}\n\n${body}`;

describe('reading a mail', () => {
  it('reads headers, counts links and takes the day from the date', () => {
    const read = readMail(
      mail(
        [
          'From a@b  Thu Aug 22 16:37:36 2002',
          'From: Dana <dana@example.com>',
          'Subject: Two',
          '\tlines',
          'Date: Thu, 22 Aug 2002 23:30:00 -0700',
        ],
        'See http://example.com and https://example.org',
      ),
    );
    expect(read).toMatchObject({
      from: 'Dana <dana@example.com>',
      subject: 'Two lines',
      links: 2,
      size_kb: 0.2,
      received: '2002-08-23',
    });
  });

  it.each([
    ['=?iso-8859-1?Q?Gr=FC=DFe_aus_K=F6ln?=', 'Grüße aus Köln'],
    ['=?utf-8?B?w4lww6ll?= Re', 'Épée Re'],
    ['=?utf-8?Q?one?= =?utf-8?Q?_two?=', 'one two'],
    ['=?no-such-charset?Q?caf=E9?=', 'café'],
  ])('reads the encoded subject %s', (raw, subject) => {
    expect(readMail(mail([`Subject: ${raw}`], 'x')).subject).toBe(subject);
  });

  it('decodes quoted-printable and base64 bodies', () => {
    const quoted = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'];
    expect(readMail(mail(quoted, 'na=C3=AFve =\nidea')).text).toBe('naïve idea');
    const base64 = ['Content-Type: text/plain; charset="utf-8"', 'Content-Transfer-Encoding: base64'];
    expect(readMail(mail(base64, Buffer.from('free offer').toString('base64'))).text).toBe('free offer');
  });

  it('prefers the plain part and leaves attachments out', () => {
    const body = [
      'preamble',
      '--b1',
      'Content-Type: multipart/alternative; boundary=b2',
      '',
      '--b2',
      'Content-Type: text/plain',
      '',
      'the words',
      '--b2',
      'Content-Type: text/html',
      '',
      '<b>the words, bold</b>',
      '--b2--',
      '--b1',
      'Content-Type: application/octet-stream',
      '',
      'AAAA',
      '--b1--',
    ].join('\n');
    expect(readMail(mail(['Content-Type: multipart/mixed; boundary="b1"'], body)).text).toBe('the words');
  });

  it('shows a page of HTML as its text', () => {
    const html =
      '<html><head><title>no</title><style>p{}</style></head><!-- no --><p>Win &pound;5 &amp; more&#33;</p><script>no()</script>a&nbsp;b<br>c &unknown; < d';
    expect(readMail(mail(['Content-Type: text/html'], html)).text).toBe(
      'Win £5 & more!\na b\nc &unknown; < d',
    );
  });

  it('survives what is no mail', () => {
    for (const raw of [
      '',
      'no headers',
      '\n\n',
      'Content-Type: multipart/mixed; boundary=x\n\n--x',
      '\u0000=\u0000',
    ])
      expect(() => readMail(raw)).not.toThrow();
  });
});

describe('words', () => {
  it('are letters of any script, three to twenty, with inner apostrophes', () => {
    expect(wordsOf("Don't SHOUT: naïve été, a1b2 ok 12345 x' " + 'z'.repeat(21))).toEqual([
      "don't",
      'shout',
      'naïve',
      'été',
    ]);
  });
});
