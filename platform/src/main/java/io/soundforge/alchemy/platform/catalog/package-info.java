@NullMarked
package io.soundforge.alchemy.platform.catalog;

import org.jspecify.annotations.NullMarked;
