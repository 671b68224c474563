// What is made: a bundle out of what waits, and a review of a call.
import type { Hono } from 'hono';

import { idOf } from '../host/ids.mjs';
import * as bundles from '../pages/bundles.mjs';
import * as reviews from '../pages/reviews.mjs';
import type { Front } from '../site/front.mjs';

export function making(app: Hono, front: Front): void {
  const bundle = front.posted(async (c, form) => {
    const { agent = '', as, items = '', notes = '', title = '' } = form.values;
    const training_items = items.split(',').filter((item) => item !== '');
    const calls = await front.seeing(form, (sight) => {
      return new Set(training_items.map((item) => sight.ask('training.item', { training_item: item }).call));
    });
    const words = { title: title.trim() || null, notes: notes.trim() || null };
    const content = { ...words, calls: [...calls].map((call) => ({ call })), training_items };
    const bundle = idOf(form.command);
    const type = as === 'draft' ? 'bundle.create' : 'bundle.create_and_release';
    const from = { path: '/bundles/new', asked: { agent }, view: bundles.make };
    return front.act(c, form, { type, body: { agent, bundle, content }, next: `/bundles/${bundle}?done=1`, from });
  });
  app.post('/bundles', bundle);

  const review = front.posted((c, form) => {
    const review = idOf(form.command);
    const body = { call: form.values.call ?? '', review };
    const from = { path: '/reviews', asked: {}, view: reviews.list };
    return front.act(c, form, { type: 'review.create', body, next: `/reviews/${review}`, from });
  });
  app.post('/reviews', review);
}
