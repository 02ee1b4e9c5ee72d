@NullMarked
package io.soundforge.alchemy.gateway.media;

import org.jspecify.annotations.NullMarked;
