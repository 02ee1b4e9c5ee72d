/**
 * One track from canonical audio to encoded stems. Every segment has an address made of audio, engine and parameters, so
 * that work which was interrupted is continued and never repeated.
 */
@NullMarked
package io.soundforge.alchemy.audio.separation;

import org.jspecify.annotations.NullMarked;
