import Modules

print(ModuleRegistry.native.modules.count)
