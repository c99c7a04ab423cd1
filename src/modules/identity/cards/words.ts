/** 256 short words that are hard to mistake for each other and that nobody minds: five of them are 40 random bits. */
export const CARD_WORDS: readonly string[] = `
acorn actor amber anchor apple apron arrow aspen attic autumn badge baker balloon bamboo banjo barn basil basket beach beacon
bean beetle bell berry bird biscuit blanket blossom boat bonnet border bottle boulder bread breeze brick bridge brook broom
bubble bucket button cabin cable cactus camel candle canoe canyon carpet carrot castle cedar chalk cherry chess cinema circle
clay cliff clock cloud clover cobweb coconut comet copper coral corner cotton cousin cradle crayon cricket crystal cup curtain
daisy dancer diamond dolphin donkey door dragon drum duck eagle echo elbow elm ember engine fabric falcon farm feather fern
fiddle field finch flake flint flower flute forest fossil fountain fox garden garlic giant ginger glacier glove goose grape
gravel guitar hammer harbour harvest hazel heather hedge helmet heron hill honey hoop horizon iceberg igloo island ivory
jacket jasmine jelly jigsaw jungle kettle kite kitten ladder lagoon lake lantern lemon lily lizard lobster magnet mango maple
marble market meadow melon mirror mitten moon moss mountain museum napkin nectar nephew nest nutmeg oak ocean olive onion
orange orchard otter oven owl oyster paddle palace panda paper parrot peach pebble pencil penguin pepper piano picnic pigeon
pillow pilot planet plum pocket pond poppy potato puddle puffin pumpkin puzzle quilt rabbit radio rainbow raven ribbon river
robin rocket rope rose saddle salmon sandal satin saucer scarf seagull shadow shell shovel silver sister sparrow spider spoon
spring squash star stone summer sunset table tailor teapot thunder tiger tomato tower trumpet tulip tunnel turtle umbrella
valley velvet violin waffle walnut water whale willow window`
  .trim()
  .split(/\s+/);
