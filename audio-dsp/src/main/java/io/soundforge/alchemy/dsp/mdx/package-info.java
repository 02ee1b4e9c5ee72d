/** The transforms around MDX-Net networks: framing and scaling as in training. */
@NullMarked
package io.soundforge.alchemy.dsp.mdx;

import org.jspecify.annotations.NullMarked;
