import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { englishPage } from '../fixtures.tsx';
import { PageContext } from '../page-context.ts';
import { Checkboxes, Radios } from './choices.tsx';
import { Form } from './form.tsx';
import { PasswordField } from './password-field.tsx';
import { Select } from './select.tsx';
import { TextField } from './text-field.tsx';

test('a form that was refused shows again what was typed, and each error beside its field', () => {
  const html = render(
    <Form values={{ name: 'Ouidah <b>', kinds: ['b'], status: 'observer' }} errors={{ name: 'This name is taken.' }}>
      <TextField name="name" label="Name" value="before" />
      <Radios
        name="status"
        label="Status"
        value="member"
        options={[
          { value: 'member', label: 'Member' },
          { value: 'observer', label: 'Observer' },
        ]}
      />
      <Checkboxes
        name="kinds[]"
        label="Kinds"
        options={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
      />
      <Select
        name="source"
        label="Source"
        value="2"
        options={[
          { value: '1', text: 'One' },
          { value: '2', text: 'Two' },
        ]}
      />
    </Form>,
  );
  expect(html).toContain('value="Ouidah &lt;b>"');
  expect(html).toMatch(/<p id="name-error"[^>]*>.*This name is taken\.<\/p>/);
  expect(html).toContain('aria-describedby="name-error"');
  expect(html).toMatch(/value="observer" checked/);
  expect(html).not.toMatch(/value="member" checked/);
  expect(html).toMatch(/value="b" checked/);
  expect(html).toContain('<option value="2" selected>Two</option>');
});

test('the summary names each wrong field in the order of the page, wherever the field is rendered, and leads to it', () => {
  function Address() {
    return <TextField name="city" label="City" />;
  }
  const html = render(
    <Form errors={{ kinds: 'Choose an answer.', city: 'This field is empty.', '': 'This fact overlaps another.' }}>
      <Address />
      <Checkboxes name="kinds[]" label="Kinds" options={[{ value: 'a', label: 'A' }]} />
    </Form>,
  );
  const summary = html.slice(html.indexOf('<ul'), html.indexOf('</ul>'));
  expect(summary.replaceAll(/<\/?(ul|li)[^>]*>/g, '')).toBe(
    'This fact overlaps another.<a href="#city">City: This field is empty.</a><a href="#kinds">Kinds: Choose an answer.</a>',
  );
});

test('a form without errors has no summary', () => {
  expect(
    render(
      <Form>
        <TextField name="a" label="A" />
      </Form>,
    ),
  ).not.toContain('error');
});

test('a form is sent to the reader’s language and carries the key that makes sending twice the same as once', () => {
  const html = render(
    <Form action="/faits" requestKey="k1">
      <TextField name="a" label="A" />
    </Form>,
  );
  expect(html).toContain('<form method="post" action="/en/faits" novalidate>');
  expect(html).toContain('<input type="hidden" name="requestKey" value="k1"');
});

test('a password is never printed back', () => {
  expect(
    render(
      <Form values={{ password: 'secret-word' }}>
        <PasswordField name="password" label="Password" />
      </Form>,
    ),
  ).not.toContain('secret-word');
});

function render(vnode: VNode): string {
  return renderToString(<PageContext.Provider value={englishPage}>{vnode}</PageContext.Provider>);
}
