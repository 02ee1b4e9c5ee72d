@NullMarked
package io.soundforge.alchemy.platform.storage;

import org.jspecify.annotations.NullMarked;
