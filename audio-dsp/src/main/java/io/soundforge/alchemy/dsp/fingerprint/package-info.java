/** Whether two recordings are the same, whatever codec, level or start. */
@org.jspecify.annotations.NullMarked
package io.soundforge.alchemy.dsp.fingerprint;
