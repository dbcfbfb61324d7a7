/**
 * What should change: the march over both trees and the rule that compares two entries. This
 * package touches nothing; it imports {@code tree} only.
 */
package io.camelmirror.diff;
