@NullMarked
package io.soundforge.alchemy.contracts.model;

import org.jspecify.annotations.NullMarked;
