/**
 * What owners want to be told of, and how they are told: signed HTTP requests after Standard Webhooks, from the facts to
 * the receiver's answer.
 */
@NullMarked
package io.soundforge.alchemy.platform.webhook;

import org.jspecify.annotations.NullMarked;
