@NullMarked
package io.soundforge.alchemy.processing.install;

import org.jspecify.annotations.NullMarked;
