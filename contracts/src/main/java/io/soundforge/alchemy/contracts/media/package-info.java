@NullMarked
package io.soundforge.alchemy.contracts.media;

import org.jspecify.annotations.NullMarked;
