/** Which trained models are known, and where their files are to be had. */
@NullMarked
package io.soundforge.alchemy.audio.inference.catalogue;

import org.jspecify.annotations.NullMarked;
