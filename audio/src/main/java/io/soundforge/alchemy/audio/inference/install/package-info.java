/** Brings trained models into the models folder, checks them there, and takes them away again. */
@NullMarked
package io.soundforge.alchemy.audio.inference.install;

import org.jspecify.annotations.NullMarked;
